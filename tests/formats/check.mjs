// Reads what the linter writes with programs that others wrote:
//   node tests/formats/check.mjs BINARY
// JSON with ajv and the schema, JUnit's XML with Python's junitparser, Markdown with GitHub's own
// cmark-gfm, and workflow commands against GitHub's @actions/core. The hostile files of
// testdata/output/ are what the unit tests write, too; the others come from the binary.
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as core from "@actions/core";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parseFragment } from "parse5";

const here = dirname(fileURLToPath(import.meta.url));
const top = join(here, "..", "..");
const binary = resolve(process.argv[2]);

let checks = 0;
let failures = 0;
function check(what, wrong) {
  checks += 1;
  if (!wrong || wrong.length === 0) return;
  failures += 1;
  console.log(`FAIL: ${what}: ${JSON.stringify(wrong).slice(0, 2000)}`);
}

// --- JSON ---------------------------------------------------------------------------------------

// The schema with no property allowed that it does not name: what is written must be documented.
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== "object") return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  if (schema.properties && schema.type === "object") copy.additionalProperties ??= false;
  return copy;
}

const schema = JSON.parse(readFileSync(join(top, "src/output/report.schema.json"), "utf8"));
const ajv = new Ajv({ strict: true, allErrors: true });
addFormats(ajv);
const follows = ajv.compile(schema);
const followsClosely = new Ajv({ strict: false, allErrors: true, formats: { uri: true } }).compile(
  closed({ ...schema, $id: "closed" }),
);

function checkJson(name, text) {
  const report = JSON.parse(text);
  follows(report);
  check(`${name} follows the schema`, follows.errors);
  followsClosely(report);
  check(`${name} has only what the schema names`, followsClosely.errors);
  return report;
}

function checkThatTheSchemaRejects(report) {
  const broken = {
    "another version": { ...report, formatVersion: "2.0" },
    "no findings": { ...report, findings: undefined },
    "a severity of another name": { ...report, findings: [{ ...report.findings[0], severity: "info" }] },
    "a line 0": {
      ...report,
      findings: [{ ...report.findings[0], location: { path: "a", start: { line: 0 }, end: { line: 0 } } }],
    },
  };
  for (const [what, value] of Object.entries(broken)) {
    check(`the schema rejects ${what}`, follows(JSON.parse(JSON.stringify(value))) ? ["it does not"] : []);
  }
}

// --- JUnit --------------------------------------------------------------------------------------

const readJunit = `
import json, sys
from junitparser import JUnitXml
cases = []
for suite in JUnitXml.fromstring(sys.stdin.buffer.read()):
    assert suite.tests == len(list(suite)), suite.name
    for case in suite:
        results = [[type(each).__name__, each.type, each.message] for each in case.result]
        cases.append([suite.name, case.classname, case.name, results])
json.dump(cases, sys.stdout)
`;

function checkJunit(name, text, report) {
  const run = spawnSync("/usr/bin/python3", ["-c", readJunit], { input: text, encoding: "utf8", maxBuffer: 1 << 30 });
  check(`${name} is read by junitparser`, run.status === 0 ? [] : [run.stderr]);
  if (run.status !== 0) return;
  const cases = JSON.parse(run.stdout);
  const of = (kind) => cases.flatMap(([, , , results]) => results).filter(([type]) => type === kind);
  check(`${name} has a failure for each finding`, of("Failure").length === report.findings.length ? [] : [cases.length]);
  check(`${name} has an error for each problem`, of("Error").length === report.problems.length ? [] : [cases.length]);
  const names = new Set(cases.map(([suite, , test]) => `${suite} ${test}`));
  check(`${name} has no two tests of one name`, names.size === cases.length ? [] : [names.size, cases.length]);
  const messages = new Set(of("Failure").map(([, , message]) => message));
  const missing = report.findings.map(({ message }) => message).filter((text) => isPlain(text) && !messages.has(text));
  check(`${name} has all messages as they are`, missing);
}

// Text that nothing has to be escaped in for people: no control, direction, or broken character.
const isPlain = (text) => !/[\p{Cc}\p{Cf}\u2028\u2029\ufffd\ufffe\uffff]/u.test(text);

// --- Markdown -----------------------------------------------------------------------------------

const allowedTags = new Set(
  "h3 h4 p table thead tbody tr th td code br strong details summary a".split(" "),
);

function elements(node, found = []) {
  for (const child of node.childNodes ?? []) {
    const tear = child.nodeName === "#comment" && child.data === " ";
    if (child.nodeName !== "#text" && !tear) found.push(child);
    elements(child, found);
  }
  return found;
}

function textOf(node) {
  return node.nodeName === "#text" ? node.value : (node.childNodes ?? []).map(textOf).join("");
}

function checkMarkdown(name, text, report, references) {
  check(`${name} is not too large`, Buffer.byteLength(text) <= 1_000_000 ? [] : [Buffer.byteLength(text)]);
  const html = execFileSync(
    "cmark-gfm",
    ["--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough", "-e", "tasklist"],
    { input: text, encoding: "utf8", maxBuffer: 1 << 30 },
  );
  const all = elements(parseFragment(html));
  check(`${name} has only the elements that it should have`, [
    ...new Set(all.map(({ nodeName }) => nodeName).filter((tag) => !allowedTags.has(tag))),
  ]);
  const links = all.filter(({ nodeName }) => nodeName === "a").map(({ attrs }) => attrs);
  check(
    `${name} leads only where it should`,
    links.filter(
      (attrs) =>
        attrs.length !== 1 || !(attrs[0].value.startsWith("https://github.com/octo/repo/blob/0123abc/") || references.has(attrs[0].value)),
    ),
  );
  const rows = all.filter(({ nodeName }) => nodeName === "tr").slice(1);
  const left = Number(/^(\d+) more, the least severe/m.exec(text)?.[1] ?? 0);
  const expected = report.findings.length + report.problems.length;
  check(`${name} has a row for each finding`, rows.length + left === expected ? [] : [rows.length, left, expected]);
  const shown = rows.map(textOf).join("\n");
  const missing = report.findings
    .filter(({ message }) => left === 0 && isPlain(message) && message.length < 1000)
    .filter(({ message }) => !shown.includes(message) && !shown.includes(message.replaceAll("`", "")))
    .filter(({ message }) => !message.includes("``"));
  check(`${name} shows all messages as they are`, missing);
}

// --- GitHub -------------------------------------------------------------------------------------

// As the runner reads a command: src/Runner.Common/ActionCommand.cs.
function readCommand(line) {
  const [, name, properties, data] = /^::(\w+) ([^]*?)::([^]*)$/.exec(line);
  const unescape = (text) =>
    text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%25", "%");
  return {
    name,
    properties: Object.fromEntries(
      properties.split(",").map((pair) => [pair.slice(0, pair.indexOf("=")), unescape(pair.slice(pair.indexOf("=") + 1))]),
    ),
    message: data.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%"),
  };
}

// What @actions/core prints for the same annotation.
function asTheToolkit({ name, properties, message }) {
  const write = process.stdout.write;
  let printed = "";
  process.stdout.write = (text) => (printed += text);
  const { title, file, line, endLine, col, endColumn } = properties;
  core[name](message, { title, file, startLine: line, endLine, startColumn: col, endColumn });
  process.stdout.write = write;
  return printed.replace(/\n$/, "");
}

function checkGithub(name, text, report) {
  const lines = text.trimEnd().split("\n");
  const commands = lines.filter((line) => line.startsWith("::"));
  for (const level of ["error", "warning", "notice"]) {
    const count = commands.filter((line) => line.startsWith(`::${level} `)).length;
    const findings = report.findings.filter(({ severity }) => severity === level.replace("notice", "note")).length;
    const expected = Math.min(10, findings + (level === "error" ? report.problems.length : 0));
    check(`${name} has ${level}s up to the limit`, count === expected ? [] : [count, expected]);
  }
  check(`${name} has commands only at the beginning of lines`, lines.filter((line) => !line.startsWith("::") && line.includes("##[")));
  for (const line of commands) {
    const command = readCommand(line);
    check(`${name} is as the toolkit writes it`, asTheToolkit(command) === line ? [] : [line]);
    check(`${name} keeps to the length of messages`, command.message.length <= 4096 ? [] : [command.message.length]);
    const known = [...report.findings, ...report.problems].some(
      ({ location, message }) =>
        (!command.properties.line || Number(command.properties.line) === location?.start.line) &&
        (!isPlain(message) || command.message.includes(message)),
    );
    check(`${name} has an annotation of a finding`, known ? [] : [command]);
  }
  return commands.length;
}

// ------------------------------------------------------------------------------------------------

function checkAll(name, written) {
  const report = checkJson(`${name} json`, written.json);
  const references = new Set(Object.values(report.rules).map(({ reference }) => reference));
  checkJunit(`${name} junit`, written.junit, report);
  checkMarkdown(`${name} markdown`, written.markdown, report, references);
  checkGithub(`${name} github`, written.github, report);
  return report;
}

function golden(name) {
  const read = (extension) => readFileSync(join(top, `testdata/output/${name}.${extension}`), "utf8");
  return { json: read("json"), junit: read("xml"), markdown: read("md"), github: read("github") };
}

const env = {
  ...process.env,
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "octo/repo",
  GITHUB_SHA: "0123abc",
};

function live(folder) {
  const write = (format) => {
    const run = spawnSync(binary, ["--no-config", "--level", "note", "--format", format, folder], {
      cwd: top,
      env,
      encoding: "utf8",
      maxBuffer: 1 << 30,
    });
    check(`${folder} as ${format} ends well`, [0, 1, 3].includes(run.status) ? [] : [run.status, run.stderr]);
    return run.stdout;
  };
  return { json: write("json"), junit: write("junit"), markdown: write("markdown"), github: write("github") };
}

checkThatTheSchemaRejects(checkAll("sample", golden("sample")));
checkAll("hostile", golden("hostile"));
let findings = 0;
const stacks = readdirSync(join(top, "testdata/stacks")).map((name) => `testdata/stacks/${name}`);
for (const folder of ["testdata/rules", "testdata/broken", ...stacks]) {
  findings += checkAll(folder, live(folder)).findings.length;
}
check("there is something to check", findings > 100 ? [] : [findings]);
console.log(`${checks - failures} of ${checks} checks of formats passed, on ${findings} findings`);
process.exitCode = failures > 0 ? 1 : 0;
