// Validates the SARIF that the linter writes for testdata/ with Microsoft's sarif-multitool and its
// Sarif and Ghas (GitHub) rules:
//   node tests/sarif/gate.mjs BINARY     exit 1 on any error or warning
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const top = join(here, "..", "..");
const multitool = join(here, "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool");
const scratch = mkdtempSync(join(tmpdir(), "sarif-gate-"));

// The problems of a log, one line each. The exit status of `validate` is 0 whatever it finds, so
// they are read from its own log; a rule of the validator that itself fails (ERR...) counts too.
function validate(log) {
  const report = join(scratch, "report.sarif");
  rmSync(report, { force: true });
  const run = spawnSync(
    multitool,
    ["validate", log, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "-o", report, "--log", "ForceOverwrite"],
    { encoding: "utf8", env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" } },
  );
  if (!existsSync(report)) return [`no report: ${run.error ?? ""}${run.stdout ?? ""}${run.stderr ?? ""}`];
  const { results = [], invocations = [] } = JSON.parse(readFileSync(report, "utf8")).runs[0];
  const failures = invocations.flatMap((each) => each.toolExecutionNotifications ?? []);
  return [
    ...results.map(({ ruleId, level = "warning", message, locations = [] }) => {
      const { startLine = 0, startColumn = 0 } = locations[0]?.physicalLocation?.region ?? {};
      return `${ruleId} ${level} at ${startLine}:${startColumn} ${message.id ?? ""} ${JSON.stringify(message.arguments ?? [])}`;
    }),
    ...failures.filter(({ level }) => level === "error").map(({ message }) => message.text),
    ...(run.stdout.match(/^.*\bERR\d{3}\b.*$/gm) ?? []),
  ];
}

function main([binary]) {
  chmodSync(multitool, 0o755); // npm's install scripts may be off
  const log = join(scratch, "log.sarif");

  writeFileSync(log, '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x", "rules": [{"id": "y"}]}}}]}');
  if (validate(log).length === 0) {
    console.log("the validator found nothing wrong with a log that lacks everything");
    return 1;
  }

  const folders = ["testdata/rules", "testdata/broken", "testdata/output", "testdata/suppression"];
  if (existsSync(join(top, "testdata/stacks"))) {
    folders.push(...readdirSync(join(top, "testdata/stacks")).map((name) => `testdata/stacks/${name}`));
  }
  let logs = 0;
  let results = 0;
  let bad = 0;
  for (const folder of folders) {
    if (!existsSync(join(top, folder)) || !statSync(join(top, folder)).isDirectory()) continue;
    const run = spawnSync(resolve(binary), ["--format", "sarif", "--level", "note", "--include-suppressed", folder], {
      cwd: top,
      encoding: "utf8",
      maxBuffer: 1 << 30,
    });
    writeFileSync(log, run.stdout ?? "");
    const problems = [0, 1, 3].includes(run.status)
      ? validate(log)
      : [`exit status ${run.status ?? run.signal}: ${run.stderr}`];
    logs += 1;
    bad += problems.length;
    if (problems.length === 0) results += JSON.parse(run.stdout).runs[0].results.length;
    for (const problem of problems.slice(0, 20)) console.log(`${folder}: ${problem}`);
  }
  console.log(`${logs} logs with ${results} results: ${bad} errors and warnings`);
  return bad > 0 || results === 0 ? 1 : 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
