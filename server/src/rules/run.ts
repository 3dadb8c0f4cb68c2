import { t } from "../l10n";
import type { Launch } from "../launch/launch";
import { holdsFor } from "../launch/target";
import type { Finding, Related } from "./finding";
import { resolveFix } from "./fix";
import { halfReadEntries, isAboutHalfRead } from "./halfRead";
import { type FilePlace, placeOf, valuePlace } from "./place";
import type { Report, Rule } from "./rule";
import { type SeveritySettings, severityFor, windowNote } from "./severity";
import { suppresses, suppressionsOf } from "./suppression";
import { unusedSuppression, unusedSuppressions } from "./unusedSuppression";

/** A rule that threw: it loses only its own findings. */
export interface RuleFailure {
  readonly rule: string;
  readonly error: unknown;
}

export interface RunResult {
  readonly findings: readonly Finding[];
  readonly failures: readonly RuleFailure[];
}

/** Runs every rule over one launch; what a comment suppresses is left out, and a comment without use is told. */
export function runRules(launch: Launch, rules: readonly Rule[], settings: SeveritySettings = {}): RunResult {
  const { findings, failures } = runUnsuppressed(launch, rules, settings);
  return { findings: withSuppressions(launch, findings, rules, settings), failures };
}

/** What stops a launch, whatever the user has switched off or suppressed. */
export function errorsIn(launch: Launch, rules: readonly Rule[]): readonly Finding[] {
  // A case can be less severe than its rule, never more.
  const severe = rules.filter(({ severity }) => severity === "error");
  return runUnsuppressed(launch, severe, {}).findings.filter(({ severity }) => severity === "error");
}

function runUnsuppressed(launch: Launch, rules: readonly Rule[], settings: SeveritySettings): RunResult {
  const findings: Finding[] = [];
  const failures: RuleFailure[] = [];
  for (const rule of rules) {
    if (settings[rule.id] === "off") continue;
    try {
      rule.check(launch, (report) => findings.push(...findingsOf(launch, rule, report, settings)));
    } catch (error) {
      failures.push({ rule: rule.id, error });
    }
  }
  const halfRead = halfReadEntries(launch);
  return { findings: findings.filter((finding) => !isAboutHalfRead(finding, halfRead)), failures };
}

function withSuppressions(
  launch: Launch,
  findings: readonly Finding[],
  rules: readonly Rule[],
  settings: SeveritySettings,
): readonly Finding[] {
  const suppressions = launch.files.flatMap(suppressionsOf);
  if (suppressions.length === 0) return findings;
  const kept = findings.filter((finding) => !suppressions.some((it) => suppresses(it, finding)));
  const unused = unusedSuppressions(suppressions, findings, rules);
  const told = unused.flatMap((report) => findingsOf(launch, unusedSuppression, report, settings));
  return [...kept, ...told];
}

function findingsOf(launch: Launch, rule: Rule, report: Report, settings: SeveritySettings): Finding[] {
  const window = report.holds ?? rule.holds;
  const own = report.severity ?? rule.severity;
  const severity = severityFor(own, holdsFor(window, launch.target), window, settings[rule.id]);
  const place = placeOf(launch, rule, report.at);
  if (severity === "off" || place === undefined) return [];
  const note = windowNote(window, launch.target);
  const finding: Finding = {
    rule: rule.id,
    severity,
    phase: report.phase ?? rule.phase,
    message: note === "" ? report.message : `${report.message} ${note}`,
    ...place,
    keys: report.keys ?? rule.keys,
    neox: report.neox ?? rule.neox,
    ...(rule.tag && { tag: rule.tag }),
    ...(rule.safeFix && { safeFix: rule.safeFix }),
    related: relatedOf(launch, report.operands ?? report.keys ?? rule.keys, place),
    fixes: () => (report.fixes?.() ?? []).flatMap((fix) => resolveFix(launch, fix) ?? []),
  };
  return [finding];
}

/** The operands that a file sets, where they are set; the place of the finding itself is left out. */
function relatedOf(launch: Launch, operands: readonly string[], own: FilePlace): Related[] {
  return operands.flatMap((name) => {
    const place = valuePlace(launch, name);
    if (place === undefined || (place.file === own.file && place.span.start === own.span.start)) return [];
    const written = place.file.document.text.slice(place.span.start, place.span.end);
    return [{ message: t("{0} is {1}", name, shorten(written)), ...place }];
  });
}

/** More of a value is not looked at to show its beginning. */
const LONGEST_LOOK = 1000;

function shorten(text: string): string {
  const line = text.slice(0, LONGEST_LOOK).replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
