import { type CodeAction, CodeActionKind } from "vscode-languageserver-types";
import { t } from "../base/l10n";
import type { ConfigFile } from "../launch/launch";
import { isIdentical } from "../python/compare";
import { applyEdits, type TextEdit } from "../yaml/edit";
import {
  commaAfter,
  hasBraces,
  indentationAt,
  lineBreakOf,
  lineEndAt,
  lineStartAt,
  nextLineAt,
} from "../yaml/layout";
import { readYaml } from "../yaml/read";
import type { Entry, MapNode, Span, YamlDocument } from "../yaml/tree";
import { type VersionOf, workspaceEdit } from "./workspaceEdit";

/** Takes the braces and commas of the outermost mapping away; comments stay. Only offered where PyYAML reads the same. */
export function blockStyleAction(file: ConfigFile, versionOf: VersionOf): CodeAction | undefined {
  const { document } = file;
  const { root } = document;
  if (root?.kind !== "map" || !hasBraces(document, root) || document.problems.length > 0) return undefined;
  const edits = blockStyleEdits(document, root);
  if (edits.length === 0 || !readsTheSame(document, edits)) return undefined;
  return {
    title: t("Convert to block style"),
    kind: CodeActionKind.RefactorRewrite,
    edit: workspaceEdit(
      edits.map((edit) => ({ ...edit, file })),
      versionOf,
    ),
  };
}

function blockStyleEdits(document: YamlDocument, root: MapNode): TextEdit[] {
  const [first] = root.entries;
  const last = root.entries.at(-1);
  if (first === undefined || last === undefined) return [];
  const gaps = root.entries.slice(1).flatMap((entry, index) => {
    const before = root.entries[index];
    return before === undefined ? [] : betweenEdits(document, before, entry);
  });
  return [
    ...openingEdits(document, root.span.start, first),
    ...root.entries.flatMap((entry) => colonEdits(document, entry)),
    ...root.entries.flatMap((entry) => innerEdits(document, entry)),
    ...gaps,
    ...closingEdits(document, root, last),
    ...commentEdits(document, root),
  ];
}

/** The brace, with its line when nothing else is on it, and the blanks before the first key. */
function openingEdits({ text }: YamlDocument, brace: number, first: Entry): TextEdit[] {
  const rest = /^[ \t]*(\r\n|\r|\n)?/.exec(text.slice(brace + 1))?.[0] ?? "";
  const opening = { start: brace, end: brace + 1 + rest.length };
  if (opening.end >= first.span.start) return [removal({ start: brace, end: first.span.start })];
  return [removal(opening), ...dedent(text, first.span.start)];
}

function betweenEdits(document: YamlDocument, before: Entry, next: Entry): TextEdit[] {
  const { text } = document;
  const gap = { start: before.span.end, end: next.span.start };
  const between = text.slice(gap.start, gap.end);
  if (!/[\r\n]/.test(between)) return [{ span: gap, newText: lineBreakOf(document) }];
  return [...commaEdits(document, before), ...dedent(text, next.span.start)];
}

function commaEdits(document: YamlDocument, entry: Entry): TextEdit[] {
  const comma = commaAfter(document, entry);
  return comma === undefined ? [] : [removal({ start: comma, end: comma + 1 })];
}

/** The closing brace with the blanks before it, and its line when it has one. */
function closingEdits(document: YamlDocument, root: MapNode, last: Entry): TextEdit[] {
  const { text } = document;
  const brace = root.span.end - 1;
  const lineStart = lineStartAt(text, brace);
  const hasLine = lineStart > last.span.end && text.slice(lineStart, brace).trim() === "";
  const lineEnd = /^[ \t]*(\r\n|\r|\n)?/.exec(text.slice(brace + 1))?.[0].length ?? 0;
  const blanks = /(?<![ \t])[ \t]+$/.exec(text.slice(last.span.end, brace))?.[0].length ?? 0;
  const closing = hasLine
    ? { start: lineStart, end: brace + 1 + lineEnd }
    : { start: brace - blanks, end: brace + 1 };
  return [...commaEdits(document, last), removal(closing)];
}

/** Comments between the entries move to the left with them; those inside of a value stay. */
function commentEdits({ text, comments }: YamlDocument, root: MapNode): TextEdit[] {
  return comments
    .filter(({ span }) => root.span.start < span.start && span.end < root.span.end)
    .filter(
      ({ span }) => !root.entries.some((entry) => entry.span.start < span.start && span.end < entry.span.end),
    )
    .flatMap(({ span }) => dedent(text, span.start));
}

/** Takes the blanks before an offset away where nothing else stands before it on its line. */
function dedent(text: string, offset: number): TextEdit[] {
  const start = lineStartAt(text, offset);
  const isFirst = start < offset && text.slice(start, offset).trim() === "";
  return isFirst ? [removal({ start, end: offset })] : [];
}

/** Flow style allows a key alone, and a quoted key without a space after its colon. */
function colonEdits({ text }: YamlDocument, { key, value, span }: Entry): TextEdit[] {
  const separator = text.slice(key.span.end, value.span.start);
  if (!separator.includes(":")) return [{ span: { start: span.end, end: span.end }, newText: ":" }];
  const colon = key.span.end + separator.indexOf(":") + 1;
  return colon === span.end || /\s/.test(text.charAt(colon))
    ? []
    : [{ span: { start: colon, end: colon }, newText: " " }];
}

/** The other lines of a value move to the left as far as its key. */
function innerEdits({ text }: YamlDocument, { span }: Entry): TextEdit[] {
  const width = indentationAt(text, span.start).length;
  const edits: TextEdit[] = [];
  for (let end = lineEndAt(text, span.start); end < span.end; ) {
    const start = nextLineAt(text, end);
    const blanks = /^[ \t]*/.exec(text.slice(start, start + width))?.[0].length ?? 0;
    if (blanks > 0 && start < span.end) edits.push(removal({ start, end: start + blanks }));
    end = lineEndAt(text, start);
  }
  return edits;
}

function removal(span: Span): TextEdit {
  return { span, newText: "" };
}

function readsTheSame(document: YamlDocument, edits: readonly TextEdit[]): boolean {
  const { root, problems } = readYaml(applyEdits(document.text, edits));
  if (root === undefined || document.root === undefined || problems.length > 0) return false;
  return isIdentical(root.value, document.root.value);
}
