// The baseline against an independent judge: on the same pairs of runs, what sarif-multitool's
// match-results-forward calls new is what the linter shows beside its baseline, and what it calls
// absent is what the linter calls mended.
//   node tests/baseline/match-results.mjs BINARY
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const multitool = join(here, "../sarif/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool");
const scratch = mkdtempSync(join(tmpdir(), "match-results-"));
const binary = resolve(process.argv[2]);

// A service that no deployment can change, or one that is sound.
const service = (name, { minimum = 100, tasks = 1 } = {}) => `  ${name}:
    Type: AWS::ECS::Service
    Properties:
      DesiredCount: ${tasks}
      TaskDefinition: task
      DeploymentConfiguration:
        MinimumHealthyPercent: ${minimum}
        MaximumPercent: 100
`;
const head = 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n';
const two = head + service("A") + service("B");

// The files before and after.
const pairs = {
  "nothing changes": [{ "a.yaml": two }, { "a.yaml": two }],
  "lines move": [{ "a.yaml": two }, { "a.yaml": `# One more line.\n\n${two}` }],
  "resources change places": [{ "a.yaml": two }, { "a.yaml": head + service("B") + service("A") }],
  "a new one": [{ "a.yaml": two }, { "a.yaml": head + service("New") + service("A") + service("B") }],
  "one is mended": [{ "a.yaml": two }, { "a.yaml": head + service("A", { minimum: 0 }) + service("B") }],
  "the words around it change": [{ "a.yaml": two }, { "a.yaml": head + service("A", { tasks: 2 }) + service("B") }],
  "a file has another name": [{ "a.yaml": two }, { "b.yaml": two }],
  "a file has another name and one more": [{ "a.yaml": two }, { "x/b.yaml": two + service("C") }],
  "a file goes": [{ "a.yaml": two, "b.yaml": head + service("C") }, { "a.yaml": two }],
  "a file comes": [{ "a.yaml": two }, { "a.yaml": two, "b.yaml": head + service("C") }],
  "everything at once": [
    { "a.yaml": two, "old.yaml": head + service("C"), "gone.yaml": head + service("D") },
    { "a.yaml": `# Above.\n${head}${service("B")}${service("New", { tasks: 3 })}`, "new.yaml": head + service("C") },
  ],
};

function write(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function lint(folder, ...words) {
  const { status, stdout, stderr } = spawnSync(binary, ["--level", "note", "--only", "service,suppression", ...words, "."], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0 && status !== 1) throw new Error(`exit status ${status}: ${stderr}${stdout}`);
  return stdout;
}

const results = (log) => JSON.parse(log).runs[0].results;
const place = ({ locations: [{ physicalLocation, logicalLocations }] }) =>
  `${physicalLocation.artifactLocation.uri} ${logicalLocations[0].fullyQualifiedName}`;

function judged(before, after) {
  const files = ["before", "after", "matched"].map((name) => join(scratch, `${name}.sarif`));
  writeFileSync(files[0], before);
  writeFileSync(files[1], after);
  rmSync(files[2], { force: true });
  spawnSync(multitool, ["match-results-forward", files[1], "-r", files[0], "-o", files[2], "--log", "ForceOverwrite"], {
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" },
  });
  const all = results(readFileSync(files[2], "utf8"));
  const named = (state) => all.filter(({ baselineState }) => baselineState === state).map(place).sort();
  return { new: named("new"), absent: named("absent") };
}

function ours(folder, after) {
  const shown = results(after);
  const stale = shown.filter(({ ruleId }) => ruleId === "baseline-stale");
  return {
    new: shown.filter((result) => !stale.includes(result)).map(place).sort(),
    absent: stale
      .map(({ message }) => message.text.match(/mended at (\S+) in `(.*)`/))
      .map(([, at, path]) => `${path} ${at}`)
      .sort(),
  };
}

let differences = 0;
try {
  chmodSync(multitool, 0o755); // npm's install scripts may be off
  for (const [name, [before, after]] of Object.entries(pairs)) {
    const folder = mkdtempSync(join(scratch, "pair-"));
    const baseline = join(scratch, "baseline.json");
    write(folder, before);
    const log = lint(folder, "--format", "sarif");
    lint(folder, "--write-baseline", baseline);
    for (const file of Object.keys(before)) rmSync(join(folder, file));
    write(folder, after);
    const theirs = JSON.stringify(judged(log, lint(folder, "--format", "sarif")));
    const own = JSON.stringify(ours(folder, lint(folder, "--format", "sarif", "--baseline", baseline)));
    if (theirs !== own) {
      console.log(`${name}:\n  multitool ${theirs}\n  linter    ${own}`);
      differences += 1;
    }
  }
  console.log(`${Object.keys(pairs).length} pairs of runs, ${differences} differences`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = differences > 0 ? 1 : 0;
