import { epochFigure, grouped, short } from "../../protocol/figures";
import type { Report } from "../../protocol/report";
import { t } from "./l10n";
import { section, tableOf } from "./section";

/** What the data holds, and how often training reads it. */
export function dataSection({ numbers }: Report): HTMLElement | undefined {
  const { data } = numbers;
  if (data.length === 0) return undefined;
  const documents = data.reduce((sum, it) => sum + it.documents, 0);
  const tokens = data.every((it) => it.tokens !== null)
    ? data.reduce((sum, it) => sum + (it.tokens ?? 0), 0)
    : null;
  const shown = (value: number | null) => (value === null ? "?" : short(value));
  const rows = data.map((it) => [
    it.name,
    grouped(it.documents),
    shown(it.tokens),
    shown(it.trainingTokens),
    shown(it.samples),
    it.epochs === null ? "?" : epochFigure(it.epochs),
  ]);
  const columns = [
    t("data set"),
    t("documents"),
    t("tokens"),
    t("for training"),
    t("sequences read"),
    t("epochs"),
  ];
  const summary = t("{0} documents of {1} tokens lie there.", grouped(documents), shown(tokens));
  return section({ id: "data", title: t("Data"), summary, picture: [tableOf({ columns, rows })] });
}
