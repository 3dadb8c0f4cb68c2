import { createHash } from "node:crypto";
import { visibleJson } from "../../base/visible";
import type { Finding } from "../../engine/finding";
import type { Severity } from "../../engine/rule";
import { rangeOf } from "../../features/ranges";
import type { Format } from "./format";

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: "critical",
  warning: "major",
  information: "minor",
  hint: "info",
};

/** GitLab's code quality report: one JSON document, so it waits for the last launch. */
export function gitlabFormat(): Format {
  const issues: unknown[] = [];
  const occurrences = new Map<string, number>();
  return {
    launch({ findings }) {
      for (const finding of findings) issues.push(issueOf(finding, occurrences));
      return "";
    },
    end: () => `${visibleJson(issues, 2)}\n`,
  };
}

function issueOf(finding: Finding, occurrences: Map<string, number>): unknown {
  const { start, end } = rangeOf(finding.file.document, finding.span);
  return {
    description: finding.message,
    check_name: finding.rule,
    fingerprint: fingerprintOf(finding, occurrences),
    severity: SEVERITIES[finding.severity],
    location: {
      path: finding.file.path.replace(/^\.\//, ""),
      lines: { begin: start.line + 1, end: end.line + 1 },
    },
  };
}

/** The same finding keeps its fingerprint while other lines come and go; twins are numbered. */
function fingerprintOf(finding: Finding, occurrences: Map<string, number>): string {
  const { path, document } = finding.file;
  const text = document.text.slice(finding.span.start, finding.span.end);
  const identity = JSON.stringify([finding.rule, path, finding.keys, text]);
  const count = (occurrences.get(identity) ?? 0) + 1;
  occurrences.set(identity, count);
  return createHash("sha256").update(`${identity}#${count}`).digest("hex");
}
