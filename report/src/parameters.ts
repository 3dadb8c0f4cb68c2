import { grouped, percent, short } from "../../protocol/figures";
import type { Report } from "../../protocol/report";
import { bars } from "./bars";
import { section } from "./section";

/** Where the parameters are. */
export function parametersSection({ numbers, parts }: Report): HTMLElement {
  const known = parts.reduce((all, { parameters }) => all + parameters, 0);
  const { total, paddedVocab } = numbers.parameters;
  const summary =
    total === null
      ? `${short(known)} parameters without the embeddings of tokens: the size of the tokenizer is unknown.`
      : `${short(total)} parameters (${grouped(total)}), with a vocabulary padded to ${grouped(paddedVocab ?? 0)}.`;
  const sorted = parts.toSorted((a, b) => b.parameters - a.parameters);
  const rows = sorted.map(({ name, parameters }) => ({
    name,
    values: [parameters],
    label: percent(parameters / known),
  }));
  const picture = bars(rows, { description: `Bars: parameters by part. ${summary}`, format: short });
  const table = {
    columns: ["part", "parameters", "share"],
    rows: sorted.map(({ name, parameters }) => [name, grouped(parameters), percent(parameters / known)]),
  };
  return section("Where the parameters are", summary, [picture], table);
}
