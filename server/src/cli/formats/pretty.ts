import { visible } from "../../base/visible";
import type { Finding } from "../../engine/finding";
import type { Severity } from "../../engine/rule";
import { targetLabel } from "../../features/launchJson";
import { type LaunchOutcome, launchOutcome, outcomeWords, starts } from "../../features/launchOutcome";
import { outcomeOf } from "../../features/outcome";
import { judgedAs } from "../../launch/knownVersions";
import type { Colors } from "../io";
import { codeFrame, gutterWidth, type Label } from "./codeFrame";
import type { CheckedLaunch, Format } from "./format";

/** Findings for a person: a code frame each, as rustc prints them, and a summary. */
export function prettyFormat(colors: Colors): Format {
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  const rules = new Set<string>();
  const runs = new Set<string>();
  const ends: (LaunchOutcome | undefined)[] = [];
  return {
    launch(checked) {
      runs.add(runLabel(checked));
      ends.push(launchOutcome(checked));
      for (const finding of checked.findings) {
        counts[finding.severity]++;
        rules.add(finding.rule);
      }
      return checked.findings.map((finding) => `${renderFinding(finding, colors)}\n`).join("");
    },
    end: () => summary(counts, [...rules], [...runs], colors) + ending(ends),
  };
}

/** One finding with its frame, its fixes and what NeoX does. */
export function renderFinding(finding: Finding, colors: Colors): string {
  const accent = ACCENTS(colors)[finding.severity];
  const bold = (text: string) => colors.bold(text);
  const labels: Label[] = [
    { file: finding.file, span: finding.span, text: "", primary: true },
    ...finding.related.map(({ file, span, message }) => ({ file, span, text: message, primary: false })),
  ];
  const gutter = gutterWidth(labels);
  const aside = (kind: string, text: string) =>
    `${" ".repeat(gutter)} ${colors.blue("=")} ${bold(kind)}: ${indented(visible(text), gutter + kind.length + 5)}`;
  return [
    `${accent(bold(`${finding.severity}[${finding.rule}]`))}${bold(`: ${visible(finding.message)}`)}`,
    ...codeFrame(labels, gutter, { colors, accent }),
    `${" ".repeat(gutter)} ${colors.blue("|")}`,
    ...finding.fixes().map((fix) => aside("help", fix.title)),
    ...(finding.neox.at === "" ? [] : [aside("note", `NeoX: ${outcomeOf(finding)}`)]),
    "",
  ].join("\n");
}

function indented(text: string, columns: number): string {
  return text.replaceAll("\n", `\n${" ".repeat(columns)}`);
}

function ACCENTS(colors: Colors): Record<Severity, (text: string) => string> {
  return { error: colors.red, warning: colors.yellow, information: colors.cyan, hint: colors.green };
}

function runLabel({ launch }: CheckedLaunch): string {
  const version =
    launch.target.kind === "unknown" ? "any NeoX since v2.0" : `NeoX ${targetLabel(launch.target)}`;
  const parts = [version, judgedAs(launch.target), launch.gpus && plural(launch.gpus, "GPU")];
  return parts.filter(Boolean).join(", ");
}

function summary(
  counts: Record<Severity, number>,
  rules: readonly string[],
  runs: readonly string[],
  colors: Colors,
): string {
  const told = SEVERITIES.filter((severity) => counts[severity] > 0);
  const run = runs.length === 1 ? ` (${runs[0]})` : "";
  if (told.length === 0) return `${colors.green("No problems found")}${run}.\n`;
  const paint = ACCENTS(colors);
  const listed = told.map((severity) =>
    paint[severity](plural(counts[severity], severity, severity === "information" ? "" : "s")),
  );
  return `${listed.join(", ")}${run}.\nFor more about a rule: neox-config explain ${rules[0]}\n`;
}

/** How far a launch comes that is checked alone and starts. */
function ending([end, ...others]: readonly (LaunchOutcome | undefined)[]): string {
  return end !== undefined && others.length === 0 && starts(end) ? `${outcomeWords(end)}\n` : "";
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "information", "hint"];

function plural(count: number, noun: string, ending = "s"): string {
  return `${count} ${noun}${count === 1 ? "" : ending}`;
}
