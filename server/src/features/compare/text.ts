import { byteFigure, grouped } from "../../../../protocol/figures";
import { t } from "../../l10n";
import { jsonOf } from "../../python/json";
import { shownValue } from "../shownValue";
import type { Comparison, Pair, Side } from "./compare";

type Row = readonly [name: string, left: string, right: string];

/** The comparison as two Markdown tables that also read well as they are. */
export function comparisonText({ titles, differences, numbers }: Comparison): string {
  const { parameters, memory, sequencesPerStep } = numbers;
  const figures: Row[] = [
    [t("parameters"), ...shown(parameters, grouped)],
    [t("memory per GPU"), ...shown(memory, byteFigure)],
    [t("sequences per step"), ...shown(sequencesPerStep, grouped)],
  ];
  const values = differences.map(({ name, sides }): Row => [name, words(sides[0]), words(sides[1])]);
  const told =
    values.length === 0
      ? t("Both hold the same effective values.")
      : table([[t("argument"), ...titles], ...values]);
  return `${table([["", ...titles], ...figures])}\n\n${told}\n`;
}

/** The comparison for programs; a value that is absent or unknown is null, and `known` is false. */
export function comparisonJson({ titles, differences, numbers }: Comparison): string {
  const side = ({ value, origin }: Side) => ({
    value: value === undefined ? null : jsonOf(value),
    known: value !== undefined,
    origin,
  });
  const values = differences.map(({ name, sides }) => [name, sides.map(side)]);
  return `${JSON.stringify({ titles, numbers, differences: Object.fromEntries(values) }, null, 2)}\n`;
}

function shown([left, right]: Pair<number | null>, show: (value: number) => string): Pair<string> {
  return [left === null ? "?" : show(left), right === null ? "?" : show(right)];
}

function words({ value, origin }: Side): string {
  return value === undefined ? "—" : `${shownValue(value)} (${origin})`;
}

function table([head, ...rows]: readonly Row[]): string {
  if (head === undefined) return "";
  const all = [head, ...rows].map((row) =>
    row.map((cell) => cell.replace(/\s+/g, " ").replaceAll("|", "\\|")),
  );
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => row[column]?.length ?? 0)));
  const rule = widths.map((width) => "-".repeat(width));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(all[0] ?? []), line(rule), ...all.slice(1).map(line)].join("\n");
}
