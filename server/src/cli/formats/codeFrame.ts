import stringWidth from "string-width";
import { inOneLine, visible } from "../../base/visible";
import { rangeOf } from "../../features/ranges";
import type { ConfigFile } from "../../launch/launch";
import type { Span, YamlDocument } from "../../yaml/tree";
import type { Colors } from "../io";

/** A place in a file that the frame underlines. */
export interface Label {
  readonly file: ConfigFile;
  readonly span: Span;
  /** Beside the underline; may be empty. */
  readonly text: string;
  readonly primary: boolean;
}

export interface FrameStyle {
  readonly colors: Colors;
  /** Paints the primary underline. */
  readonly accent: (text: string) => string;
}

/** A label on one line of a file, in columns of the terminal. */
interface Mark {
  readonly line: number;
  readonly start: number;
  readonly width: number;
  readonly text: string;
  readonly primary: boolean;
}

/**
 * The lines of a config around some labels, as rustc prints them: the file of the first label comes first,
 * the others after `:::`. `gutter` is the width of the line numbers.
 */
export function codeFrame(labels: readonly Label[], gutter: number, style: FrameStyle): string[] {
  const files = [...new Set(labels.map((label) => label.file))];
  return files.flatMap((file, index) => {
    const own = labels.filter((label) => label.file === file);
    return [header(own, index === 0 ? "-->" : ":::", gutter, style), ...excerpt(file, own, gutter, style)];
  });
}

/** Columns that the line numbers of these labels need. */
export function gutterWidth(labels: readonly Label[]): number {
  return Math.max(
    ...labels.map(({ file, span }) => String(rangeOf(file.document, span).start.line + 1).length),
  );
}

function header(labels: readonly Label[], arrow: string, gutter: number, { colors }: FrameStyle): string {
  const label = labels.find((it) => it.primary) ?? labels[0];
  if (label === undefined) return "";
  const { line, character } = rangeOf(label.file.document, label.span).start;
  return `${" ".repeat(gutter)}${colors.blue(arrow)} ${inOneLine(label.file.path)}:${line + 1}:${character + 1}`;
}

/** Characters of a line that are shown, of longer ones from a little before the first label. */
const LONGEST_LINE = 500;
const BEFORE_LABEL = 50;

/** What is shown of a line, and at which of its characters that begins. */
type ShownLines = (line: number) => { readonly text: string; readonly from: number };

function shownLines(file: ConfigFile, labels: readonly Label[]): ShownLines {
  const lines = linesIn(file.document);
  const starts = labels.map(({ span }) => rangeOf(file.document, span).start);
  return (line) => {
    const text = lines[line] ?? "";
    if (text.length <= LONGEST_LINE) return { text, from: 0 };
    const first = Math.min(...starts.filter((it) => it.line === line).map(({ character }) => character));
    const from = Number.isFinite(first) ? Math.max(0, first - BEFORE_LABEL) : 0;
    return { text: text.slice(from, from + LONGEST_LINE), from };
  };
}

/** Every finding asks for the lines of its file. */
const linesByDocument = new WeakMap<YamlDocument, readonly string[]>();

function linesIn(document: YamlDocument): readonly string[] {
  const lines = linesByDocument.get(document) ?? document.text.split(/\r\n|\r|\n/);
  linesByDocument.set(document, lines);
  return lines;
}

function excerpt(file: ConfigFile, labels: readonly Label[], gutter: number, style: FrameStyle): string[] {
  const texts = shownLines(file, labels);
  const marks = labels.map((label) => markOf(label, texts));
  const lines = [...new Set(marks.map((mark) => mark.line))].sort((a, b) => a - b);
  const bar = style.colors.blue("|");
  const output = [`${" ".repeat(gutter)} ${bar}`];
  let previous: number | undefined;
  for (const line of lines) {
    output.push(...between(previous, line, texts, gutter, style));
    output.push(sourceLine(line, texts, gutter, style));
    const own = marks.filter((mark) => mark.line === line);
    output.push(...underlines(own, style).map((it) => `${" ".repeat(gutter)} ${bar} ${it}`.trimEnd()));
    previous = line;
  }
  return output;
}

/** What stands between two labelled lines: nothing, the one line there, or dots. */
function between(
  previous: number | undefined,
  line: number,
  texts: ShownLines,
  gutter: number,
  style: FrameStyle,
): string[] {
  if (previous === undefined || line === previous + 1) return [];
  if (line === previous + 2) return [sourceLine(previous + 1, texts, gutter, style)];
  return [style.colors.blue("...")];
}

function sourceLine(line: number, texts: ShownLines, gutter: number, { colors }: FrameStyle): string {
  const number = colors.blue(String(line + 1).padStart(gutter));
  return `${number} ${colors.blue("|")} ${visible(texts(line).text)}`.trimEnd();
}

/** A span over several lines is underlined on its first one; an empty span gets one caret. */
function markOf({ file, span, text, primary }: Label, texts: ShownLines): Mark {
  const { start, end } = rangeOf(file.document, span);
  const { text: source, from } = texts(start.line);
  const first = Math.max(0, start.character - from);
  const last = end.line === start.line ? end.character - from : source.length;
  return {
    line: start.line,
    start: stringWidth(visible(source.slice(0, first))),
    width: Math.max(1, stringWidth(visible(source.slice(first, last)))),
    text: visible(text),
    primary,
  };
}

/** The underlines of one line, the last label beside its own, the others hung below theirs, last first. */
function underlines(marks: readonly Mark[], style: FrameStyle): string[] {
  const ordered = [...marks].sort((a, b) => a.start - b.start || Number(a.primary) - Number(b.primary));
  const last = ordered.at(-1);
  const paint = (mark: Mark, text: string) => (mark.primary ? style.accent(text) : style.colors.blue(text));
  const rows = [
    row(
      ordered.map((mark) => [
        mark.start,
        mark.width,
        paint(mark, (mark.primary ? "^" : "-").repeat(mark.width)),
      ]),
    ),
  ];
  if (last !== undefined && last.text !== "") rows[0] += ` ${paint(last, last.text)}`;
  const hanging = ordered.slice(0, -1).filter((mark) => mark.text !== "");
  const stems = (count: number) =>
    hanging.slice(0, count).map((mark): Piece => [mark.start, 1, paint(mark, "|")]);
  if (hanging.length > 0) rows.push(row(stems(hanging.length)));
  for (let index = hanging.length - 1; index >= 0; index--) {
    const mark = hanging[index];
    if (mark !== undefined)
      rows.push(row([...stems(index), [mark.start, mark.text.length, paint(mark, mark.text)]]));
  }
  return rows;
}

/** Column, width and painted text. */
type Piece = readonly [start: number, width: number, text: string];

/** Pieces at their columns; one that would begin inside another is left out. */
function row(pieces: readonly Piece[]): string {
  let text = "";
  let column = 0;
  for (const [start, width, piece] of pieces) {
    if (start < column) continue;
    text += " ".repeat(start - column) + piece;
    column = start + width;
  }
  return text;
}
