// The README's blocks about configuration, suppressions and the baseline, pasted as they stand.
//   node tests/readme/adoption.test.mjs BINARY
import { equal, match } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Section } from "./blocks.mjs";

const kLinter = resolve(process.argv[2]);
const kScratch = mkdtempSync(join(tmpdir(), "readme-"));

// A folder of files, with the linter on the PATH.
class Folder {
  constructor(files) {
    this.path = mkdtempSync(join(kScratch, "folder-"));
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }
  write(name, text) {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    writeFileSync(join(this.path, name), text);
  }
  run(command, ...words) {
    const { status, stdout, stderr } = spawnSync(command, words, {
      cwd: this.path,
      encoding: "utf8",
      env: { ...process.env, PATH: `${kScratch}/bin:${process.env.PATH}`, GIT_CONFIG_GLOBAL: "/dev/null" },
    });
    return { status, text: stdout + stderr };
  }
  lint(...words) {
    return this.run("cfn-ecs-lint", ...words);
  }
  // Runs a block as a shell does that stops at the first fault.
  paste(block) {
    return this.run("bash", "-euo", "pipefail", "-c", block);
  }
}

function expect({ status, text }, wanted, pattern) {
  equal(status, wanted, text);
  if (pattern) match(text, pattern);
}

// A service that no deployment can change, and that has no circuit breaker.
const service = (name) => `  ${name}:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: task
      DesiredCount: 1
      DeploymentConfiguration: { MinimumHealthyPercent: 100, MaximumPercent: 100 }
`;
const stack = (...names) => "Resources:\n" + names.map(service).join("");

function configuration() {
  const section = new Section("Configuration");
  const folder = new Folder({
    "templates/web.yaml": stack("Web"),
    "templates/vendor/theirs.yaml": stack("Theirs"),
    "dev/batch.template": stack("Batch"),
    "other/notes.yaml": stack("Other"),
  });
  folder.write(".cfn-ecs-lint.yaml", section.next("yaml"));
  expect(folder.lint("--list-files"), 0, /^dev\/batch\.template\ntemplates\/web\.yaml\n$/);
  const { status, text } = folder.lint("--format", "text");
  equal(status, 1, text);
  match(text, /^dev\/batch\.template:2:3: note\[circuit-breaker-missing\]/m);
  match(text, /^templates\/web\.yaml:2:3: warning\[circuit-breaker-missing\]/m);
  match(text, /^templates\/web\.yaml:\d+:\d+: error\[deployment-deadlock-percent\]/m);
  folder.write("templates/web.yaml", `${stack("Web")}# cfn-ecs-lint: ignore[*]\n`);
  expect(folder.lint(), 1, /suppression-without-reason/);

  expect(folder.paste(section.next("sh")), 0);
  match(readFileSync(join(folder.path, ".cfn-ecs-lint.yaml"), "utf8"), /^# yaml-language-server: .*\nversion: 1\n/);
  JSON.parse(readFileSync(join(folder.path, ".cfn-ecs-lint.schema.json"), "utf8"));
  expect(folder.lint("--print-config"), 0);

  changed_files(section.next("sh"));
  section.end();
}

function changed_files(block) {
  const folder = new Folder({ "a.yaml": stack("A"), "b.yaml": stack("B"), "old.yaml": stack("Old") });
  expect(folder.paste(`git init -q -b main && git add . && git -c user.name=a -c user.email=a@b commit -qm a
    git update-ref refs/remotes/origin/main HEAD`), 0);
  expect(folder.paste(block), 0, /^$/);
  folder.write("a file.yaml", `${stack("A")}# More.\n`);
  folder.write("readme.yaml", "Usage: none\n");
  expect(folder.paste(`git mv a.yaml moved.yaml && git rm -q old.yaml && git add -A && ${block}`), 123);
  const { text } = folder.paste(block);
  match(text, /^a file\.yaml:/m);
  match(text, /^moved\.yaml:/m);
  equal(/^b\.yaml:/m.test(text), false, text);
}

function suppressions() {
  const section = new Section("Suppressions");
  for (const [language, name] of [["yaml", "a.yaml"], ["yaml", "b.yaml"], ["json", "c.json"]]) {
    const block = section.next(language);
    const folder = new Folder({ [name]: block, ".cfn-ecs-lint.yaml": "level: note\nrequire-reason: true\n" });
    expect(folder.lint(name), 0, /no findings in 1 template; [12] suppressed/);
    folder.write(name, block.replaceAll("cfn-ecs-lint", "another"));
    const names = block.match(/(?<=ignore(-file)?\[|"rule": ")[a-z-]+/g);
    const { text } = folder.lint(name);
    for (const rule of names) match(text, new RegExp(`\\[${rule}\\]`));
  }
  section.end();
}

function baseline() {
  const section = new Section("Baseline");
  const folder = new Folder({ "templates/web.yaml": stack("Web") });
  expect(folder.paste(section.next("sh")), 0, /in the baseline/);
  expect(folder.lint("templates"), 1);
  folder.write(".cfn-ecs-lint.yaml", section.next("yaml"));
  expect(folder.lint("templates"), 0);
  folder.write("templates/web.yaml", `# Above.\n${stack("New", "Web")}`);
  expect(folder.lint("templates"), 1, /`New`/);
  folder.write("templates/web.yaml", "Resources: {Topic: {Type: AWS::SNS::Topic}}\n");
  expect(folder.lint("templates", "--level", "note"), 1, /baseline-stale/);
  section.end();
}

try {
  mkdirSync(join(kScratch, "bin"));
  symlinkSync(kLinter, join(kScratch, "bin/cfn-ecs-lint"));
  equal(existsSync(kLinter), true, `there is no ${kLinter}`);
  for (const check of [configuration, suppressions, baseline]) check();
  console.log("configuration, suppressions and baseline of the README hold");
} finally {
  rmSync(kScratch, { recursive: true, force: true });
}
