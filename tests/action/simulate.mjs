// Runs a composite action as GitHub's runner does: inputs and expressions, one shell for each step,
// the files by which steps tell outputs, and the commands in their logs. Steps that use other
// actions are noted, not run.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import YAML from "yaml";

// What a step's log tells the runner, as src/Runner.Common/ActionCommand.cs reads it: `::name
// properties::data` at the beginning of a line, or `##[name properties]data` anywhere in it, unless
// commands are stopped.
export function commandsOf(log) {
  const commands = [];
  let token = null;
  for (const line of log.split(/\r\n|\r|\n/)) {
    const command = parseCommand(line);
    if (!command) continue;
    if (token !== null) {
      if (command.name === token) token = null;
    } else if (command.name === "stop-commands") {
      token = command.data;
    } else {
      commands.push(command);
    }
  }
  return commands;
}

function parseCommand(line) {
  const match =
    line.trimStart().match(/^::([^\s:]+)(?:\s+(.*?))?::(.*)$/) ??
    line.match(/##\[([^\s\]]+)(?:\s+([^\]]*))?\](.*)$/);
  if (!match) return null;
  const properties = {};
  for (const each of (match[2] ?? "").split(",")) {
    const [key, value] = each.split(/=(.*)/s);
    if (value !== undefined) properties[key.trim()] = unescapeProperty(value);
  }
  return { name: match[1], properties, data: unescapeData(match[3]) };
}

function unescapeData(text) {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

function unescapeProperty(text) {
  return unescapeData(text.replaceAll("%3A", ":").replaceAll("%2C", ","));
}

// The lines `name=value` and the blocks `name<<end` of a file of outputs.
function readOutputs(file) {
  const outputs = {};
  const lines = fs.readFileSync(file, "utf8").split("\n");
  for (let i = 0; i < lines.length; i++) {
    const block = lines[i].match(/^([^=]+?)<<(.+)$/);
    if (block) {
      const text = [];
      while (lines[++i] !== block[2]) text.push(lines[i]);
      outputs[block[1]] = text.join("\n");
    } else if (lines[i] !== "") {
      const [name, value] = lines[i].split(/=(.*)/s);
      outputs[name] = value;
    }
  }
  return outputs;
}

// The expressions that the action uses; any other one is an error here.
class Expressions {
  constructor(contexts) {
    this.contexts = contexts;
  }

  substitute(text) {
    return String(text).replace(/\$\{\{(.*?)\}\}/g, (_, expression) => this.value(expression));
  }

  // A step without a condition, or with one that does not say `always()`, needs all before it to
  // have succeeded.
  holds(condition, failed) {
    if (condition === undefined) return !failed;
    const parts = condition.replace(/^\$\{\{|\}\}$/g, "").split("&&").map((part) => part.trim());
    const always = parts.includes("always()");
    return (always || !failed) && parts.every((part) => part === "always()" || this.isTrue(part));
  }

  isTrue(comparison) {
    const match = comparison.match(/^(\S+) (==|!=) '([^']*)'$/);
    if (!match) throw new Error(`not a comparison: ${comparison}`);
    return (this.value(match[1]) === match[3]) === (match[2] === "==");
  }

  value(expression) {
    const keys = expression.trim().split(".");
    let value = this.contexts;
    for (const key of keys) value = value?.[key];
    if (value === undefined && !["inputs", "steps", "github"].includes(keys[0]))
      throw new Error(`not simulated: ${expression}`);
    return value ?? "";
  }
}

// Runs the action in the folder `action` on a checkout in `workspace`. `environment` is added to
// that of each step. Returns {failed, outputs, summary, log, steps: [{id, uses, with, status}]}.
export function simulate({ action, workspace, temporary, inputs = {}, environment = {} }) {
  const definition = YAML.parse(fs.readFileSync(path.join(action, "action.yml"), "utf8"));
  const given = {};
  for (const [name, input] of Object.entries(definition.inputs)) given[name] = input.default ?? "";
  for (const [name, value] of Object.entries(inputs)) {
    if (!(name in given)) throw new Error(`the action has no input ${name}`);
    given[name] = value;
  }
  const contexts = { inputs: given, steps: {}, github: { action_repository: "owner/linter" } };
  const expressions = new Expressions(contexts);
  const result = { failed: false, summary: "", log: "", steps: [] };

  definition.runs.steps.forEach((step, index) => {
    const id = step.id ?? `step-${index}`;
    const note = { id, name: step.name };
    if (!expressions.holds(step.if, result.failed)) return;
    result.steps.push(note);
    if (step.uses) {
      note.uses = step.uses;
      note.with = Object.fromEntries(
        Object.entries(step.with).map(([key, value]) => [key, expressions.substitute(value)]),
      );
      return;
    }
    const files = {};
    for (const name of ["OUTPUT", "STEP_SUMMARY", "ENV", "PATH", "STATE"]) {
      files[`GITHUB_${name}`] = path.join(temporary, `${id}-${name}`);
      fs.writeFileSync(files[`GITHUB_${name}`], "");
    }
    const script = path.join(temporary, `${id}.sh`);
    fs.writeFileSync(script, expressions.substitute(step.run));
    const own = Object.entries(step.env ?? {}).map(([key, value]) => [
      key,
      expressions.substitute(value),
    ]);
    const run = spawnSync("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", script], {
      cwd: workspace,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        CI: "true",
        GITHUB_ACTIONS: "true",
        GITHUB_ACTION_PATH: path.resolve(action),
        GITHUB_REPOSITORY: "owner/templates",
        GITHUB_SERVER_URL: "https://example.invalid",
        GITHUB_WORKSPACE: workspace,
        RUNNER_ARCH: "X64",
        RUNNER_OS: "Linux",
        RUNNER_TEMP: temporary,
        ...files,
        ...environment,
        ...Object.fromEntries(own),
      },
    });
    if (run.error) throw run.error;
    note.status = run.status;
    result.failed ||= run.status !== 0;
    result.log += run.stdout + run.stderr;
    result.summary += fs.readFileSync(files.GITHUB_STEP_SUMMARY, "utf8");
    for (const name of ["ENV", "PATH", "STATE"]) {
      if (fs.statSync(files[`GITHUB_${name}`]).size > 0) throw new Error(`${id} writes ${name}`);
    }
    contexts.steps[id] = { outputs: readOutputs(files.GITHUB_OUTPUT) };
  });
  result.outputs = Object.fromEntries(
    Object.entries(definition.outputs).map(([name, output]) => [
      name,
      expressions.substitute(output.value),
    ]),
  );
  return result;
}
