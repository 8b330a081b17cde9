// The findings at the top of the README are those of the sample system.
//   node tests/readme/findings.test.mjs BINARY
import { equal, ok } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(`${root}README.md`, "utf8");
const { stdout } = spawnSync(
  resolve(process.argv[2]),
  ["--no-config", "--format", "text", "--color", "never", "testdata/stacks/quickstart"],
  { cwd: root, encoding: "utf8" },
);

const shown = readme.match(/```\n(testdata\/stacks\/quickstart\/[^]*?)```/)[1].trimEnd().split("\n\n");
equal(shown.length, 2);
for (const finding of shown) ok(stdout.includes(`${finding}\n`), `not printed any more:\n${finding}`);
console.log(`${shown.length} findings of the README hold`);
