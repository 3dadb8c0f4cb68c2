import type { CodeLens } from "vscode-languageserver-types";
import { byteFigure, grouped, short } from "../../../protocol/figures";
import { t } from "../base/l10n";
import type { ConfigFile, Launch } from "../launch/launch";
import { rangeOf } from "./ranges";
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
    memory && t("{0} weights/GPU", byteFigure(memory.terms.weights ?? 0)),
    compute.sequencesPerStep && t("{0} sequences/step", grouped(compute.sequencesPerStep)),
  ];
  const title = facts.filter((fact) => typeof fact === "string").join(" · ");
  const { start } = rangeOf(file.document, root.span);
  return [{ range: { start, end: start }, command: { title, command: OPEN_REPORT, arguments: [file.path] } }];
}
