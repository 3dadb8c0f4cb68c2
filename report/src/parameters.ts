import { grouped, percent, short } from "../../protocol/figures";
import type { Report } from "../../protocol/report";
import { bars } from "./bars";
import { t } from "./l10n";
import { section } from "./section";
import { inWords } from "./words";

/** Where the parameters are. */
export function parametersSection({ numbers, parts }: Report): HTMLElement {
  const known = parts.reduce((all, { parameters }) => all + parameters, 0);
  const { total, paddedVocab } = numbers.parameters;
  const summary =
    total === null
      ? t(
          "{0} parameters without the embeddings of tokens: the size of the tokenizer is unknown.",
          short(known),
        )
      : t(
          "{0} parameters ({1}), with a vocabulary padded to {2}.",
          short(total),
          grouped(total),
          grouped(paddedVocab ?? 0),
        );
  const sorted = parts.toSorted((a, b) => b.parameters - a.parameters);
  const rows = sorted.map(({ name, parameters }) => ({
    name: inWords(name),
    values: [parameters],
    label: percent(parameters / known),
  }));
  const description = t("Bars: parameters by part. {0}", summary);
  const table = {
    columns: [t("part"), t("parameters"), t("share")],
    rows: sorted.map(({ name, parameters }) => [
      inWords(name),
      grouped(parameters),
      percent(parameters / known),
    ]),
  };
  return section({
    id: "parameters",
    title: t("Where the parameters are"),
    summary,
    picture: [bars(rows, { description, format: short })],
    table,
  });
}
