import { type CodeAction, CodeActionKind } from "vscode-languageserver-types";
import { isSame } from "../base/isSame";
import { t } from "../base/l10n";
import type { ConfigFile } from "../launch/launch";
import { isIdentical } from "../python/compare";
import { applyEdits, type TextEdit } from "../yaml/edit";
import {
  blanksBefore,
  commaAfter,
  commentsIn,
  hasBraces,
  indentationAt,
  isLineStart,
  lineBreakOf,
  lineEndAt,
  lineStartAt,
  nextLineAt,
  skipGap,
  startsLine,
} from "../yaml/layout";
import { readYaml } from "../yaml/read";
import type { Entry, MapNode, Span, YamlDocument, YamlNode } from "../yaml/tree";
import { type VersionOf, workspaceEdit } from "./workspaceEdit";

/** Characters: a longer text is not read again for each question, and NeoX takes none that is longer. */
const LONGEST_TEXT = 50_000;

/** What ends a line to YAML 1.1 alone, and does not show. */
const OTHER_LINE_BREAK = /[\x85\u2028\u2029]/;

/**
 * Takes the braces and commas of the outermost mapping away, and of those inside of it that have lines of their own, with
 * the quotes of keys that need none; comments stay. Only offered where PyYAML reads the same.
 */
export function blockStyleAction(file: ConfigFile, versionOf: VersionOf): CodeAction | undefined {
  const { document } = file;
  const { root } = document;
  if (document.text.length > LONGEST_TEXT || OTHER_LINE_BREAK.test(document.text)) return undefined;
  if (root?.kind !== "map" || !hasBraces(document, root) || document.problems.length > 0) return undefined;
  const edits = [hasOwnLines, () => false]
    .map((isOpened) => blockEdits({ document, isOpened }, root, 0))
    .find((it) => it.length > 0 && readsTheSame(document, it));
  if (edits === undefined) return undefined;
  return {
    title: t("Convert to block style"),
    kind: CodeActionKind.RefactorRewrite,
    edit: workspaceEdit(
      edits.map((edit) => ({ ...edit, file })),
      versionOf,
    ),
  };
}

interface Conversion {
  readonly document: YamlDocument;
  /** Whether a mapping inside of another loses its braces, too. */
  readonly isOpened: (document: YamlDocument, node: YamlNode) => boolean;
}

/** Blanks before the keys of a mapping for each that it stands in. */
const STEP = 2;

/** Whether a mapping begins with its brace and goes over several lines. */
function hasOwnLines(document: YamlDocument, node: YamlNode): boolean {
  if (node.kind !== "map" || node.entries.length === 0 || !hasBraces(document, node)) return false;
  return /[\r\n]/.test(document.text.slice(node.span.start, node.span.end));
}

function blockEdits(conversion: Conversion, map: MapNode, depth: number): TextEdit[] {
  const { document } = conversion;
  const [first] = map.entries;
  const last = map.entries.at(-1);
  if (first === undefined || last === undefined) return [];
  const width = depth * STEP;
  const gaps = map.entries.slice(1).flatMap((entry, index) => {
    const before = map.entries[index];
    return before === undefined ? [] : betweenEdits(conversion, before, entry, width);
  });
  return [
    ...(depth === 0
      ? openingEdits(document, map.span.start, first)
      : innerOpeningEdits(document, map.span.start, first, width)),
    ...map.entries.flatMap((entry) => [
      ...unquoted(document, entry),
      ...colonEdits(document, entry),
      ...valueEdits(conversion, entry, depth),
    ]),
    ...gaps,
    ...commaEdits(conversion, last),
    ...closingEdits(document, map, last, depth),
    ...commentEdits(document, map, width),
  ];
}

/** The brace, with its line when nothing else is on it, and the blanks before the first key. */
function openingEdits({ text }: YamlDocument, brace: number, first: Entry): TextEdit[] {
  const rest = /^[ \t]*(\r\n|\r|\n)?/.exec(text.slice(brace + 1))?.[0] ?? "";
  const opening = { start: brace, end: brace + 1 + rest.length };
  if (opening.end >= first.span.start) return [removal({ start: brace, end: first.span.start })];
  return [removal(opening), ...indented(text, first.span.start, 0)];
}

/** The brace behind a colon, with the blanks around it; its first key begins a line. */
function innerOpeningEdits(document: YamlDocument, brace: number, first: Entry, width: number): TextEdit[] {
  const { text } = document;
  const start = blanksBefore(text, brace);
  const rest = text.slice(brace + 1, first.span.start);
  if (!/[\r\n]/.test(rest)) {
    const newText = lineBreakOf(document) + " ".repeat(width);
    return [{ span: { start, end: first.span.start }, newText }];
  }
  const blanks = rest.length - rest.replace(/^[ \t]+/, "").length;
  const isAlone = /[\r\n]/.test(rest.charAt(blanks));
  return [
    removal({ start, end: brace + 1 + (isAlone ? blanks : 0) }),
    ...indented(text, first.span.start, width),
  ];
}

function betweenEdits(conversion: Conversion, before: Entry, next: Entry, width: number): TextEdit[] {
  const { document } = conversion;
  const gap = { start: before.span.end, end: next.span.start };
  const between = document.text.slice(gap.start, gap.end);
  if (!/[\r\n]/.test(between)) {
    const lineBreak = leavesItsLine(conversion, before) ? "" : lineBreakOf(document);
    return [{ span: gap, newText: lineBreak + " ".repeat(width) }];
  }
  return [...commaEdits(conversion, before), ...indented(document.text, next.span.start, width)];
}

/** The comma behind a mapping whose closing line goes as a whole goes with it. */
function commaEdits(conversion: Conversion, entry: Entry): TextEdit[] {
  const comma = commaAfter(conversion.document, entry);
  if (comma === undefined || leavesItsLine(conversion, entry)) return [];
  return [removal({ start: comma, end: comma + 1 })];
}

/** Whether the value loses a brace that begins its line. */
function leavesItsLine({ document, isOpened }: Conversion, { value }: Entry): boolean {
  return isOpened(document, value) && startsLine(document.text, value.span.end - 1);
}

/** The closing brace with the blanks before it, and its line when it has one: what else stands on that is another's. */
function closingEdits(document: YamlDocument, map: MapNode, last: Entry, depth: number): TextEdit[] {
  const { text } = document;
  const brace = map.span.end - 1;
  if (!startsLine(text, brace)) {
    return [removal({ start: Math.max(last.span.end, blanksBefore(text, brace)), end: brace + 1 })];
  }
  const after = depth === 0 ? /^[ \t]*(\r\n|\r|\n)?/ : /^[ \t]*(?:,[ \t]*)?(?:\r\n|\r|\n|(?=#))/;
  const length = after.exec(text.slice(brace + 1))?.[0].length ?? 0;
  return [removal({ start: lineStartAt(text, brace), end: brace + 1 + length })];
}

/** Comments between the entries move with them; those inside of a value stay. */
function commentEdits(document: YamlDocument, map: MapNode, width: number): TextEdit[] {
  const starts = [map.span.start, ...map.entries.map(({ span }) => span.end)];
  const ends = [...map.entries.map(({ span }) => span.start), map.span.end];
  return starts
    .flatMap((start, index) => commentsIn(document, { start, end: ends[index] ?? start }))
    .flatMap(({ span }) => indented(document.text, span.start, width));
}

/** Puts so many blanks before an offset where nothing else stands before it on its line. */
function indented(text: string, offset: number, width: number): TextEdit[] {
  const start = blanksBefore(text, offset);
  return isLineStart(text, start) && offset - start !== width
    ? [{ span: { start, end: offset }, newText: " ".repeat(width) }]
    : [];
}

/** What PyYAML reads as a text without quotes, too, but for the words of flags. */
const PLAIN_KEY = /^[a-z_][\w-]*$/i;
const FLAG = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

function unquoted({ text }: YamlDocument, { key }: Entry): TextEdit[] {
  const { value, span } = key;
  const isQuoted = /["']/.test(text.charAt(span.start));
  if (!isQuoted || typeof value !== "string" || !PLAIN_KEY.test(value) || FLAG.test(value)) return [];
  return [{ span, newText: value }];
}

/** Flow style allows a key alone, and a quoted key without a space after its colon. */
function colonEdits(document: YamlDocument, { key, span }: Entry): TextEdit[] {
  const { text } = document;
  const place = skipGap(document, key.span.end);
  if (place >= span.end || text.charAt(place) !== ":")
    return [{ span: { start: span.end, end: span.end }, newText: ":" }];
  const colon = place + 1;
  return colon === span.end || /\s/.test(text.charAt(colon))
    ? []
    : [{ span: { start: colon, end: colon }, newText: " " }];
}

/** A mapping that loses its braces, or else the other lines of the value, which move as far as its key. */
function valueEdits(conversion: Conversion, entry: Entry, depth: number): TextEdit[] {
  const { value } = entry;
  if (value.kind === "map" && conversion.isOpened(conversion.document, value))
    return blockEdits(conversion, value, depth + 1);
  const { text } = conversion.document;
  // Many values may stand on one long line.
  if (lineEndAt(text.slice(0, entry.span.end), entry.span.start) === entry.span.end) return [];
  const width = indentationAt(text, entry.span.start).length - depth * STEP;
  const edits: TextEdit[] = [];
  for (let end = lineEndAt(text, entry.span.start); end < entry.span.end; ) {
    const start = nextLineAt(text, end);
    const blanks = /^[ \t]*/.exec(text.slice(start, start + Math.max(width, 0)))?.[0].length ?? 0;
    if (blanks > 0 && start < entry.span.end) edits.push(removal({ start, end: start + blanks }));
    end = lineEndAt(text, start);
  }
  return edits;
}

function removal(span: Span): TextEdit {
  return { span, newText: "" };
}

function readsTheSame(document: YamlDocument, edits: readonly TextEdit[]): boolean {
  const after = readYaml(applyEdits(document.text, edits));
  const { root, problems } = after;
  if (root === undefined || document.root === undefined || problems.length > 0) return false;
  const texts = ({ comments }: YamlDocument) => comments.map(({ text }) => text);
  return isIdentical(root.value, document.root.value) && isSame(texts(after), texts(document));
}
