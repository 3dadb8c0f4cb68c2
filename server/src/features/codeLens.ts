import type { CodeLens } from "vscode-languageserver-types";
import { byteFigure, grouped, short } from "../../../protocol/figures";
import type { Assumption, MemoryNumbers } from "../../../protocol/report";
import { t } from "../base/l10n";
import type { ConfigFile, Launch } from "../launch/launch";
import { rangeOf } from "./ranges";
import { assumptionsOf } from "./report/assumptions";
import { type NumbersOptions, numbersOf } from "./report/numbers";

/** The command of the client that opens the report of a file. */
export const OPEN_REPORT = "neoxConfig.openReport";

/** One line above the file: what it builds and needs. None where no model can be built. */
export function codeLensesOf(file: ConfigFile, launch: Launch, options: NumbersOptions): CodeLens[] {
  const numbers = numbersOf(launch, options);
  const root = file.document.root;
  if (numbers === undefined || root === undefined) return [];
  const { parameters, memory, compute } = numbers;
  const withoutEmbeddings = parameters.layers + parameters.finalNorm + parameters.positions;
  const facts = [
    parameters.total === null
      ? t("{0} parameters without embeddings", short(withoutEmbeddings))
      : t("{0} parameters", short(parameters.total)),
    memory && weightsOf(memory),
    compute.sequencesPerStep && t("{0} sequences/step", grouped(compute.sequencesPerStep)),
  ];
  const assumed = assumptionsOf(launch, options).filter(
    ({ about }) => memory !== null || about !== "precision",
  );
  const shown = [...facts, ...assumed.map(briefly)];
  const title = shown.filter((fact) => typeof fact === "string").join(" · ");
  const { start } = rangeOf(file.document, root.span);
  return [{ range: { start, end: start }, command: { title, command: OPEN_REPORT, arguments: [file.path] } }];
}

/** Of the GPU that holds most in all: in a pipeline another stage may have more weights. */
function weightsOf({ terms, byRank, pipelineStage }: MemoryNumbers): string {
  const weights = byteFigure(terms.weights ?? 0);
  const isAlike = new Set(byRank.map(({ states }) => states.weights)).size < 2;
  return isAlike
    ? t("{0} weights/GPU", weights)
    : t("{0} weights on the fullest GPU, of stage {1}", weights, pipelineStage);
}

/** What of the line's figures nobody has said, in a few words; the report says it in full. */
function briefly({ about }: Assumption): string | undefined {
  switch (about) {
    case "keys":
      return t("without keys that this NeoX does not know");
    case "vocabulary":
      return t("no tokenizer set: GPT-2's");
    case "precision":
      return t("no precision set: fp32");
    default:
      return undefined;
  }
}
