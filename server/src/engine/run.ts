import { cut } from "../base/cut";
import { t } from "../base/l10n";
import { spelledOut, spelledWithin } from "../base/spelledOut";
import { finish, type Steps } from "../base/steps";
import type { Launch } from "../launch/launch";
import { holdsFor, MAIN_TARGET, type Window } from "../launch/target";
import { isSettled } from "../model/certainty";
import { isGeneration, mayTrainInstead, takesNoStep } from "../model/run/isTraining";
import type { Finding, Related, ResolvedFix } from "./finding";
import { FixTrials } from "./fixTrials";
import { halfReadEntries, isAboutHalfRead } from "./halfRead";
import type { Looks } from "./looks";
import { type FilePlace, placeOf, valuePlace } from "./place";
import type { Fix, Report, Rule, Severity } from "./rule";
import { type SeveritySettings, severityFor, windowNote } from "./severity";
import { readingSuppressions, SuppressedLines, type Suppression } from "./suppression";
import { unusedIds, unusedReport, unusedSuppression } from "./unusedSuppression";
import { changedFunction, changedNote } from "./vouching";

/** A rule that threw: it loses only its own findings. */
export interface RuleFailure {
  readonly rule: string;
  readonly error: unknown;
}

export interface RunResult {
  readonly findings: readonly Finding[];
  readonly failures: readonly RuleFailure[];
}

/** More findings of one rule nobody reads: VS Code itself shows 1000 of a file. */
export const MOST_FINDINGS = 1000;

/** Thrown into a rule that has found the most there may be. One object for all: it needs no stack trace. */
const ENOUGH = { reason: "found enough" } as const;

/**
 * Runs every rule over one launch, a step each; what a comment suppresses is left out, and a comment without use
 * is told. What its fixes come to is counted in `looks`.
 */
export function* runningRules(
  launch: Launch,
  rules: readonly Rule[],
  settings: SeveritySettings = {},
  looks?: Looks,
): Steps<RunResult> {
  const suppressions: Suppression[] = [];
  for (const file of launch.files)
    for (const suppression of yield* readingSuppressions(file)) suppressions.push(suppression);
  yield;
  const lines = new SuppressedLines(suppressions);
  const trials = trialsOf(launch, rules, looks);
  const { findings, failures, unfinished } = yield* run(launch, rules, settings, lines, trials);
  const unused = yield* unusedIds(suppressions, lines, unfinished, MOST_FINDINGS);
  const told: Finding[] = [];
  for (const each of unused) {
    yield;
    const report = unusedReport(each, rules);
    told.push(...findingsOf(launch, unusedSuppression, report, settings, NOTHING_SUPPRESSED, trials));
  }
  return { findings: [...findings, ...told], failures };
}

/** What stops a launch, whatever the user has switched off or suppressed. */
export function errorsIn(
  launch: Launch,
  rules: readonly Rule[],
  mostReports = Number.POSITIVE_INFINITY,
): readonly Finding[] {
  // A case can be less severe than its rule, never more.
  const severe = rules.filter(({ severity }) => severity === "error");
  const running = run(launch, severe, {}, NOTHING_SUPPRESSED, trialsOf(launch, rules), mostReports);
  return finish(running).findings.filter(({ severity }) => severity === "error");
}

/** What one rule reports, if only to be dropped as no error, each time that a fix is tried. */
const MOST_REPORTS_IN_A_TRIAL = 100;

function trialsOf(launch: Launch, rules: readonly Rule[], looks?: Looks): FixTrials {
  return new FixTrials(launch, (changed) => errorsIn(changed, rules, MOST_REPORTS_IN_A_TRIAL), looks);
}

const NOTHING_SUPPRESSED = new SuppressedLines([]);

interface Run extends RunResult {
  /** The rules that were stopped because they had found enough. */
  readonly unfinished: ReadonlySet<string>;
}

function* run(
  launch: Launch,
  rules: readonly Rule[],
  settings: SeveritySettings,
  lines: SuppressedLines,
  trials: FixTrials,
  mostReports = Number.POSITIVE_INFINITY,
): Steps<Run> {
  const findings: Finding[] = [];
  const failures: RuleFailure[] = [];
  const unfinished = new Set<string>();
  const comes = { training: !takesNoStep(launch), generation: isGeneration(launch) };
  for (const rule of rules) {
    if (settings[rule.id] === "off" || (rule.onlyIn !== undefined && !comes[rule.onlyIn])) continue;
    yield;
    const found: Finding[] = [];
    let reports = 0;
    try {
      const report = (told: Report) => {
        found.push(...findingsOf(launch, rule, told, settings, lines, trials));
        if (found.length === MOST_FINDINGS || ++reports >= mostReports) throw ENOUGH;
      };
      if (rule.checking === undefined) rule.check(launch, report);
      else yield* rule.checking(launch, report);
    } catch (error) {
      if (error === ENOUGH) unfinished.add(rule.id);
      else failures.push({ rule: rule.id, error });
    }
    findings.push(...(unfinished.has(rule.id) ? saidLast(found) : found));
  }
  const halfRead = halfReadEntries(launch);
  const whole = findings.filter((finding) => !isAboutHalfRead(finding, halfRead));
  return { findings: whole, failures, unfinished };
}

/** The last of too many findings says that it is the last. */
function saidLast(findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding, index) => {
    if (index < findings.length - 1) return finding;
    const message = t(
      "{0} No more than {1} findings of this kind are looked for.",
      finding.message,
      MOST_FINDINGS,
    );
    return { ...finding, message };
  });
}

function findingsOf(
  launch: Launch,
  rule: Rule,
  report: Report,
  settings: SeveritySettings,
  lines: SuppressedLines,
  trials: FixTrials,
): Finding[] {
  const window = report.holds ?? rule.holds;
  const said = report.severity ?? certainSeverity(launch, rule, report.keys ?? rule.keys);
  const own = isOfDoubtfulGeneration(launch, rule) && said !== "hint" ? "information" : said;
  const changed = changedFunction(launch.target, report.neox ?? rule.neox, rule);
  const vouched = own === "error" && changed !== undefined ? "warning" : own;
  const severity = severityFor(vouched, holdsFor(window, launch.target), window, settings[rule.id]);
  const place = placeOf(launch, rule, report.at);
  if (severity === "off" || place === undefined) return [];
  // A comment may suppress a hundred thousand, of which nobody asks more.
  if (lines.meets({ ...place, rule: rule.id })) return [];
  const versions = windowNote(window, launch.target);
  const note = [versions, changed === undefined ? "" : changedNote(changed)]
    .filter((it) => it !== "")
    .join(" ");
  let offered: readonly ResolvedFix[] | undefined;
  const finding: Finding = {
    rule: rule.id,
    severity,
    phase: report.phase ?? rule.phase,
    message: spelledWithin(note === "" ? report.message : `${report.message} ${note}`, LONGEST_MESSAGE),
    ...place,
    keys: report.keys ?? rule.keys,
    neox: report.neox ?? rule.neox,
    ...(versions !== "" && { dependsOnTarget: true as const }),
    ...(rule.tag && { tag: rule.tag }),
    ...(rule.safeFix && { safeFix: rule.safeFix }),
    // Not every finding of a thousand is shown.
    get related() {
      return relatedOf(launch, report.operands ?? report.keys ?? rule.keys, place);
    },
    fixes: () => {
      offered ??= offeredBy(trials, isOver(launch, window) ? onlyOffered(report) : report);
      return offered;
    },
  };
  return [finding];
}

/** Whether it is told only because nobody knows which version runs, and main has it no more. */
function isOver({ target }: Launch, window: Window | undefined): boolean {
  return holdsFor(window, target) === "sometimes" && holdsFor(window, MAIN_TARGET) === "never";
}

/** The same with fixes that nobody prefers, for what NeoX runs is as good as what a fix makes of it. */
function onlyOffered(report: Report): Report {
  const { fixes } = report;
  if (fixes === undefined) return report;
  const unlessMeant = (fix: Fix): Fix => (fix.keepsMeaning === true ? fix : { ...fix, preferred: false });
  return { ...report, fixes: (looks) => fixes(looks).map(unlessMeant) };
}

/** A fix that fails itself takes nobody else's answer along. */
function offeredBy(trials: FixTrials, report: Report): readonly ResolvedFix[] {
  try {
    return trials.offered(report.fixes?.(trials.looks) ?? [], report.keys);
  } catch {
    return [];
  }
}

/** An error that NeoX was not seen to raise at this target, or that another file could still mend, is a warning. */
function certainSeverity(
  launch: Launch,
  { severity, seen, elsewhere = "warning" }: Rule,
  keys: readonly string[],
): Severity {
  if (severity !== "error" || seen === undefined) return severity;
  const isCertain = holdsFor(seen, launch.target) === "always" && keys.every((key) => isSettled(launch, key));
  return isCertain ? "error" : elsewhere;
}

/** Whether the rule is about generating text, and the launch may never come to that. */
function isOfDoubtfulGeneration(launch: Launch, { phase, onlyIn }: Rule): boolean {
  return (phase === "generate" || onlyIn === "generation") && mayTrainInstead(launch);
}

/** The operands that a file sets, where they are set; the place of the finding itself is left out. */
function relatedOf(launch: Launch, operands: readonly string[], own: FilePlace): Related[] {
  return operands.flatMap((name) => {
    const place = valuePlace(launch, name);
    if (place === undefined || (place.file === own.file && place.span.start === own.span.start)) return [];
    const value = launch.settings.get(name)?.entry.value;
    // A block says nothing in one line.
    const isBlock = (value?.kind === "map" || value?.kind === "list") && !value.flow;
    const written = place.file.document.text.slice(place.span.start, place.span.end);
    const message = isBlock ? t("{0} is set here", name) : t("{0} is {1}", name, shorten(written));
    return [{ message: spelledOut(message), ...place }];
  });
}

/** Characters of a message: the longest of ours has a tenth, but it may show values. */
const LONGEST_MESSAGE = 5000;

/** More of a value is not looked at to show its beginning. */
const LONGEST_LOOK = 1000;

function shorten(text: string): string {
  return cut(text.slice(0, LONGEST_LOOK).replace(/\s+/g, " "), 60);
}
