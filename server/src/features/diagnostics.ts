import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
} from "vscode-languageserver-types";
import { t } from "../base/l10n";
import type { Finding, Related } from "../engine/finding";
import type { Severity } from "../engine/rule";
import type { RuleFailure, RunResult } from "../engine/run";
import type { ConfigFile } from "../launch/launch";
import { outcomeOf } from "./outcome";
import { locationOf, rangeOf } from "./ranges";
import { rulePage } from "./rulePages";

export const SOURCE = "neox-config";

/** Code of the diagnostic that says a rule threw. */
const CHECK_FAILED = "check-failed";

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS: Readonly<Record<NonNullable<Finding["tag"]>, DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

export interface DiagnosticOptions {
  /** Where a rule's page is; without one, a diagnostic links to nothing. */
  readonly pageOf: (rule: string) => string | undefined;
}

const RULE_PAGES: DiagnosticOptions = { pageOf: rulePage };

/** What the editor shows in `file`, in source order. */
export function diagnosticsOf(
  { findings, failures }: RunResult,
  file: ConfigFile,
  options: DiagnosticOptions = RULE_PAGES,
): Diagnostic[] {
  const here = findings.filter((finding) => finding.file.path === file.path);
  const shown = here.map((finding) => diagnosticOf(finding, options));
  return [...failures.map(failureDiagnostic), ...shown.sort(bySource)];
}

export function diagnosticOf(finding: Finding, { pageOf }: DiagnosticOptions = RULE_PAGES): Diagnostic {
  const page = pageOf(finding.rule);
  return {
    range: rangeOf(finding.file.document, finding.span),
    severity: SEVERITIES[finding.severity],
    source: SOURCE,
    code: finding.rule,
    ...(page !== undefined && { codeDescription: { href: page } }),
    message: messageOf(finding),
    ...(finding.tag && { tags: [TAGS[finding.tag]] }),
    ...(finding.related.length > 0 && { relatedInformation: finding.related.map(relatedOf) }),
  };
}

/** What the finding says; where it ends the launch, a second line tells how and when. */
function messageOf(finding: Finding): string {
  return finding.neox.raises === undefined ? finding.message : `${finding.message}\n${outcomeOf(finding)}`;
}

function relatedOf({ message, file, span }: Related): DiagnosticRelatedInformation {
  return { message, location: locationOf(file, span) };
}

/** A check that failed inside must not look like a config without faults. */
function failureDiagnostic({ rule }: RuleFailure): Diagnostic {
  return {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: DiagnosticSeverity.Warning,
    source: SOURCE,
    code: CHECK_FAILED,
    message: t("The check {0} failed inside, so what it would find is missing here. The log says why.", rule),
  };
}

function bySource({ range: { start: a } }: Diagnostic, { range: { start: b } }: Diagnostic): number {
  return a.line - b.line || a.character - b.character;
}
