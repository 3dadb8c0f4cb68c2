import { visible } from "../../base/visible";
import type { Finding } from "../../engine/finding";
import type { Severity } from "../../engine/rule";
import { rangeOf } from "../../features/ranges";
import type { Format } from "./format";

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** Workflow commands that GitHub shows at the lines of a pull request. */
export function githubFormat(): Format {
  return {
    launch: ({ findings }) => findings.map((finding) => `${annotation(finding)}\n`).join(""),
    end: () => "",
  };
}

function annotation(finding: Finding): string {
  const { start, end } = rangeOf(finding.file.document, finding.span);
  const place = {
    file: finding.file.path,
    line: start.line + 1,
    endLine: end.line + 1,
    // GitHub takes columns only within one line.
    ...(start.line === end.line && { col: start.character + 1, endColumn: end.character + 1 }),
    title: finding.rule,
  };
  const properties = Object.entries(place).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const fixes = finding.fixes().map((fix) => `Fix: ${fix.title}`);
  const text = [finding.message, ...fixes].join("\n");
  return `::${COMMANDS[finding.severity]} ${properties.join(",")}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return visible(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
