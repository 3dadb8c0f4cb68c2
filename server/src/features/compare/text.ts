import { byteFigure, grouped } from "../../../../protocol/figures";
import { t } from "../../base/l10n";
import { visible, visibleJson } from "../../base/visible";
import { equals } from "../../python/compare";
import { jsonOf, roomForJson } from "../../python/json";
import { LONGEST_TEXT } from "../../python/text";
import { isList, type PythonValue } from "../../yaml/value";
import { plainText } from "../plainText";
import { shownValue } from "../shownValue";
import type { Comparison, Pair, Side } from "./compare";

type Row = readonly [name: string, left: string, right: string];

/** How a text stands in a cell. */
export type WriteCell = (text: string) => string;

/** In a table that is read as it is. */
export const asItIs: WriteCell = (text) => visible(text).replaceAll("|", "\\|");

/** Where a viewer of Markdown shows it: no text of a file is a link, a picture or HTML. */
export const asMarkdown: WriteCell = (text) => plainText(visible(text));

/** The comparison as two Markdown tables that also read well as they are. */
export function comparisonText(comparison: Comparison): string {
  return tables(comparison, asItIs);
}

/** The comparison for a viewer of Markdown: no text of a file is a link, a picture or HTML there. */
export function comparisonPage(comparison: Comparison): string {
  return tables(comparison, asMarkdown);
}

function tables(comparison: Comparison, write: WriteCell): string {
  const { titles, differences, numbers, withoutEmbeddings } = comparison;
  const { parameters, memory, sequencesPerStep } = numbers;
  const isOpen = parameters.includes(null) && withoutEmbeddings.some((count) => count !== null);
  const figures: Row[] = [
    [t("parameters"), ...shown(parameters, grouped)],
    ...(isOpen ? [[t("without embeddings"), ...shown(withoutEmbeddings, grouped)] as const] : []),
    [t("memory per GPU"), ...shown(memory, byteFigure)],
    [t("sequences per step"), ...shown(sequencesPerStep, grouped)],
  ];
  const room = roomForFull();
  const values = differences.map(({ name, sides }): Row => [name, ...wordsOf(sides, room)]);
  const told =
    values.length === 0
      ? t("Both hold the same effective values.")
      : table([[t("argument"), ...titles], ...values], write);
  const parts = [table([["", ...titles], ...figures], write), told, ...reasons(comparison, write)];
  return `${parts.join("\n\n")}\n`;
}

/** By the side; once where it is the same for both. */
function reasons({ titles, reasons: [left, right] }: Comparison, write: WriteCell): string[] {
  const both = left.filter((text) => right.includes(text));
  const ofSide = (title: string, texts: readonly string[]) =>
    texts.filter((text) => !both.includes(text)).map((text) => `${title}: ${text}`);
  return [...both, ...ofSide(titles[0], left), ...ofSide(titles[1], right)].map((text) => write(text));
}

/** The comparison for programs; a value that is absent or unknown is null, and `known` is false. */
export function comparisonJson({ titles, differences, numbers }: Comparison): string {
  const room = roomForJson();
  const side = ({ value, origin }: Side) => ({
    value: value === undefined ? null : jsonOf(value, room),
    known: value !== undefined,
    origin,
  });
  const values = differences.map(({ name, sides }) => [name, sides.map(side)]);
  return `${visibleJson({ titles, numbers, differences: Object.fromEntries(values) }, 2)}\n`;
}

function shown([left, right]: Pair<number | null>, show: (value: number) => string): Pair<string> {
  return [left === null ? "?" : show(left), right === null ? "?" : show(right)];
}

/** How many characters of values may still stand in full in one table. */
interface Room {
  characters: number;
}

export function roomForFull(): Room {
  return { characters: 1_000_000 };
}

/** Both sides in a few characters; in full where they would look the same and there is room. */
export function wordsOf([left, right]: Pair<Side>, room: Room): Pair<string> {
  const short: Pair<string> = [words(left), words(right)];
  if (short[0] !== short[1] || room.characters <= 0) return short;
  const full: Pair<string> = [words(left, LONGEST_TEXT), words(right, LONGEST_TEXT)];
  room.characters -= full[0].length + full[1].length;
  return full;
}

/** What a file says goes without saying where it comes from. */
function words({ value, origin }: Side, most?: number): string {
  if (value === undefined) return "—";
  const text = (isList(value) ? runsOf(value) : undefined) ?? shownValue(value, most);
  return origin === "file" ? text : `${text} (${origin})`;
}

/** Aliases may have one list stand for ten thousand values. */
const knownRuns = new WeakMap<readonly PythonValue[], string | undefined>();

function runsOf(list: readonly PythonValue[]): string | undefined {
  if (!knownRuns.has(list)) knownRuns.set(list, runsIn(list));
  return knownRuns.get(list);
}

/** Kinds of attention change with each few layers; a list of more is shown as it is. */
const MOST_RUNS = 100;

/** A long list of few different items, such as the kinds of attention of all layers: `2 × global, 10 × local`. */
function runsIn(list: readonly PythonValue[]): string | undefined {
  const runs: { readonly items: Set<PythonValue>; readonly item: PythonValue; count: number }[] = [];
  for (const item of list) {
    const last = runs.at(-1);
    // Each once, however often aliases repeat it.
    if (last !== undefined && (last.items.has(item) || equals(last.item, item))) {
      last.items.add(item);
      last.count++;
    } else if (runs.push({ items: new Set([item]), item, count: 1 }) > MOST_RUNS) return undefined;
  }
  if (runs.length * 2 > list.length) return undefined;
  return runs.map(({ item, count }) => `${count} × ${shownValue(item)}`).join(", ");
}

/** A longer cell has its row stand out, and no other grow by it. */
const WIDEST_CELL = 80;

/** A Markdown table that also reads well as it is; the first row is its head. */
export function table([head, ...rows]: readonly (readonly string[])[], write: WriteCell): string {
  if (head === undefined) return "";
  const all = [head, ...rows].map((row) => row.map((cell) => write(cell.replace(/\s+/g, " "))));
  const widths = head.map((_, column) =>
    all.reduce((widest, row) => Math.max(widest, Math.min(row[column]?.length ?? 0, WIDEST_CELL)), 3),
  );
  const rule = widths.map((width) => "-".repeat(width));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(all[0] ?? []), line(rule), ...all.slice(1).map(line)].join("\n");
}
