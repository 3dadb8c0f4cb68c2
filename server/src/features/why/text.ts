import { byteFigure, percent } from "../../../../protocol/figures";
import { t } from "../../base/l10n";
import type { MeasuredNumbers } from "./measured";
import type { FailureJson, Why } from "./why";

/** What a run's logs tell, as Markdown that also reads well as it is. */
export function whyText(why: Why): string {
  const parts = [
    headline(why),
    why.failure && statement(why.failure),
    why.advice,
    keysText(why),
    rulesText(why),
    list(t("Also:"), why.notices),
    list(t("The run differs from these files:"), (why.differences ?? []).map(differenceText)),
    why.differences?.length === 0 ? t("The run had the values of these files.") : "",
    why.numbers === null ? "" : list(t("The run's numbers:"), numberLines(why.numbers)),
  ];
  return `${parts.filter((part) => part !== null && part !== "").join("\n\n")}\n`;
}

function headline({ failure, cause }: Why): string {
  if (failure === null) return `**${t("No failure in this log.")}**`;
  const where = [
    failure.phase === null ? undefined : t("phase {0}", failure.phase),
    t("rank {0}", failure.rank),
    t("line {0} of {1}", failure.line, failure.log),
  ].filter((it) => it !== undefined);
  return `**${t("Failed: {0}", causeWords(cause))}** (${where.join(t(", "))})`;
}

function causeWords(cause: Why["cause"]): string {
  switch (cause) {
    case "config":
      return t("the config");
    case "environment":
      return t("the environment");
    case "data":
      return t("the data");
    case "hardware":
      return t("the hardware");
    case "checkpoint":
      return t("the checkpoint");
    case "scheduler":
      return t("ended by the scheduler");
    case null:
      return t("cause unknown");
  }
}

/** The rest of a long message is in the log. */
const MOST_MESSAGE_LINES = 6;

function statement({ type, message, at }: FailureJson): string {
  const lines = message.split("\n");
  const shown = lines.slice(0, MOST_MESSAGE_LINES);
  if (lines.length > shown.length) shown.push("…");
  const text = `${type === null ? "" : `${type}: `}${shown.join("\n")}`;
  return `${indented(text)}${at === null ? "" : `\n\n${t("In {0}.", `\`${at}\``)}`}`;
}

/** A block of code in Markdown. */
function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}

function keysText({ keys, values }: Why): string {
  if (keys.length === 0) return "";
  const shown = keys.map((key) => (values[key] === undefined ? `\`${key}\`` : `\`${key}: ${values[key]}\``));
  return t("Keys to look at, the likeliest first: {0}", shown.join(t(", ")));
}

function rulesText({ rules }: Why): string {
  const lines = rules.map(({ rule, certain }) =>
    certain ? t("{0}: this launch fails so", `\`${rule}\``) : t("{0}: it could be", `\`${rule}\``),
  );
  return list(t("Rules (neox-config explain NAME tells more):"), lines);
}

function differenceText({
  key,
  ran,
  files,
}: {
  readonly key: string;
  readonly ran: string;
  readonly files: string;
}): string {
  return t("{0}: {1} in the run, {2} in the files", `\`${key}\``, ran, files);
}

function numberLines(numbers: MeasuredNumbers): readonly string[] {
  const { iteration, iterations, samplesPerSecond, flopsPerGpu, memory, lossScale } = numbers;
  const tera = (flops: number) => (flops / 1e12).toFixed(1);
  return [
    iterations === null ? t("iteration {0}", iteration) : t("iteration {0} of {1}", iteration, iterations),
    samplesPerSecond === null ? "" : t("{0} samples per second", samplesPerSecond),
    flopsPerGpu === null ? "" : t("{0} TFLOPs per GPU as NeoX counts them", tera(flopsPerGpu)),
    numbers.flopsPerGpuByReport === null
      ? ""
      : t("{0} TFLOPs per GPU as the report counts them", tera(numbers.flopsPerGpuByReport)),
    numbers.mfu === null
      ? ""
      : t("{0} of the GPU's peak: {1}", percent(numbers.mfu), `--mfu ${numbers.mfu.toFixed(3)}`),
    memory === null || memory === 0 ? "" : t("{0} held by torch on rank 0", byteFigure(memory)),
    numbers.memoryByReport === null || memory === null || memory === 0
      ? ""
      : t("{0} expected by the report on the fullest GPU", byteFigure(numbers.memoryByReport)),
    lossScale === null ? "" : t("loss scale {0}", lossScale),
  ].filter((line) => line !== "");
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${title}\n\n${lines.map((line) => `- ${line}`).join("\n")}`;
}
