// What an editor makes of the configuration's schema, with the language server that editors use:
//   node tests/editor/check.mjs BINARY
// It must accept what the linter accepts, refuse on the lines that the linter names, and complete
// and explain the names of rules.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as rpc from "vscode-jsonrpc/node";

const here = dirname(fileURLToPath(import.meta.url));
const server = join(here, "node_modules/yaml-language-server/bin/yaml-language-server");
const scratch = mkdtempSync(join(tmpdir(), "config-editor-"));
const binary = resolve(process.argv[2]);
const failures = [];

const good = {
  empty: "# Nothing yet.\n",
  full: `version: 1
templates: [templates/**, "*.template"]
exclude:
rules:
  spot: error
  deployment-deadlock-percent: off
overrides:
  - files: [dev/**]
    rules: { service: note }
stacks:
  - name: web
    template: templates/web.yaml
    parameters: { Size: 3, Zones: [a, b], Debug: true }
parameters: { Environment: prod }
closed: true
level: note
fail-on: never
baseline: baseline.json
require-reason: true
`,
};

// Each line of these is a mistake, but the first.
const bad = {
  keys: "version: 1\ntemplate: []\nfail_on: error\n",
  values: "version: 1\nlevel: warn\nfail-on: sometimes\nclosed: maybe\nbaseline: []\n",
  lists: "version: 1\ntemplates: all\noverrides: 1\nstacks: web\n",
  rules: "rules:\n  sopt: error\n  spot: on\n  service: [error]\n",
  overrides: "overrides:\n  - { file: [a], rules: {} }\n  - { files: [a] }\n",
};

function run(...words) {
  return spawnSync(binary, words, { cwd: scratch, encoding: "utf8" });
}

// The lines on which the linter finds a mistake, from 1.
function linter_lines(name, text) {
  writeFileSync(join(scratch, name), text);
  const { status, stderr } = run("--config", name, "--print-config");
  if (status !== 0 && status !== 2) failures.push(`${name}: exit status ${status}`);
  const lines = [...stderr.matchAll(/^[^ ]*\.yaml:(\d+):\d+: error/gm)].map((match) => Number(match[1]));
  return [...new Set(lines)].sort((a, b) => a - b);
}

class Editor {
  constructor(schema) {
    this.process = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
    this.connection = rpc.createMessageConnection(
      new rpc.StreamMessageReader(this.process.stdout),
      new rpc.StreamMessageWriter(this.process.stdin),
    );
    this.waiting = new Map();
    this.connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => {
      this.waiting.get(uri)?.(diagnostics);
    });
    const settings = {
      yaml: { schemas: { [schema]: "*.yaml" }, validate: true, completion: true, hover: true, schemaStore: { enable: false } },
    };
    this.connection.onRequest("workspace/configuration", ({ items }) =>
      items.map(({ section }) => (section === "yaml" ? settings.yaml : {})),
    );
    this.connection.onRequest(() => null);
    this.settings = settings;
  }

  async start() {
    this.connection.listen();
    const root = pathToFileURL(scratch).href;
    await this.connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: root,
      workspaceFolders: [{ uri: root, name: "scratch" }],
      capabilities: { workspace: { configuration: true, workspaceFolders: true } },
    });
    await this.connection.sendNotification("initialized", {});
    await this.connection.sendNotification("workspace/didChangeConfiguration", { settings: this.settings });
  }

  // Opens a document and returns the diagnostics that come.
  async open(name, text) {
    const uri = pathToFileURL(join(scratch, name)).href;
    const diagnostics = new Promise((done) => this.waiting.set(uri, done));
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "yaml", version: 1, text },
    });
    return { uri, diagnostics: await diagnostics };
  }

  ask(method, uri, line, character) {
    return this.connection.sendRequest(method, { textDocument: { uri }, position: { line, character } });
  }

  stop() {
    this.connection.dispose();
    this.process.kill();
  }
}

function expect(what, actual, expected) {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) failures.push(`${what}: ${a}, not ${b}`);
}

async function main() {
  const schema = join(scratch, "schema.json");
  writeFileSync(schema, run("--config-schema").stdout);
  mkdirSync(join(scratch, "templates"));
  const parameters = "Parameters: {Size: {Type: Number}, Zones: {Type: String}, Debug: {Type: String}}\n";
  writeFileSync(join(scratch, "templates/web.yaml"), `${parameters}Resources: {Web: {Type: AWS::ECS::Service}}\n`);
  expect("--init", run("--init").status, 0);

  const editor = new Editor(pathToFileURL(schema).href);
  await editor.start();
  let documents = 0;
  good.starter = readFileSync(join(scratch, ".cfn-ecs-lint.yaml"), "utf8");
  for (const [name, text] of Object.entries(good)) {
    const { diagnostics } = await editor.open(`${name}.yaml`, text);
    expect(`${name} in the editor`, diagnostics.map(({ message }) => message), []);
    expect(`${name} in the linter`, linter_lines(`${name}.yaml`, text), []);
    documents += 1;
  }
  for (const [name, text] of Object.entries(bad)) {
    const { diagnostics } = await editor.open(`${name}.yaml`, text);
    const lines = [...new Set(diagnostics.map(({ range }) => range.start.line + 1))].sort((a, b) => a - b);
    const expected = text.split("\n").slice(1, -1).map((_, index) => index + 2);
    expect(`${name} in the editor`, lines, expected);
    expect(`${name} in the linter`, linter_lines(`${name}.yaml`, text), expected);
    documents += 1;
  }

  // The line that the README adds; settings know nothing of this file.
  const line = "# yaml-language-server: $schema=schema.json\n";
  const { diagnostics } = await editor.open("by-its-first-line.yml", `${line}level: warn\n`);
  expect("a file that names its schema", diagnostics.map(({ range }) => range.start.line + 1), [2]);

  const rules = "rules:\n  deployment-deadlock-percent: error\n  ";
  const { uri } = await editor.open("completed.yaml", rules);
  const completion = await editor.ask("textDocument/completion", uri, 2, 2);
  const labels = (completion.items ?? completion).map(({ label }) => label);
  for (const name of ["spot", "suppression-unused"]) {
    if (!labels.includes(name)) failures.push(`\`${name}\` is not completed: ${labels}`);
  }
  const hover = await editor.ask("textDocument/hover", uri, 1, 6);
  if (!/deployment/i.test(JSON.stringify(hover?.contents))) failures.push(`no word about a rule: ${JSON.stringify(hover)}`);
  editor.stop();
  for (const failure of failures) console.log(failure);
  console.log(`${documents} configurations, ${labels.length} completions: ${failures.length} failures`);
  return failures.length > 0 ? 1 : 0;
}

const timer = setTimeout(() => {
  console.log("the language server does not answer");
  process.exit(1);
}, 120_000);
try {
  process.exitCode = await main();
} finally {
  clearTimeout(timer);
  rmSync(scratch, { recursive: true, force: true });
}
