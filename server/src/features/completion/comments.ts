import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  type CompletionItem,
  CompletionItemKind,
  type Position,
  TextEdit,
} from "vscode-languageserver-types";
import { t } from "../../base/l10n";
import { TOOLS, toolNamed } from "../../converters/tool";
import type { Finding } from "../../engine/finding";
import { canBeSuppressed, lineMeant } from "../../engine/suppression";
import { PUBLISHED_NAMES } from "../../huggingface/published";
import { rules } from "../../rules/registry";
import { offsetIn } from "../ranges";
import { commentStart } from "./cursor";
import { openList } from "./openList";

interface Offer {
  readonly source: string;
  readonly detail: () => string;
  /** What the list is called that opens behind it. */
  readonly openTitle?: () => string;
}

/** What a comment of ours may say, up to where names follow. */
const DIRECTIVES: readonly Offer[] = [
  {
    source: "neox-config: ignore ",
    detail: () => t("silences rules here"),
    openTitle: () => t("Show the rules"),
  },
  {
    source: "neox-config: with ",
    detail: () => t("launched with more files"),
    openTitle: () => t("Show the files"),
  },
  {
    source: "neox-config: same-as ",
    detail: () => t("builds a Hugging Face model"),
    openTitle: () => t("Show the models"),
  },
  {
    source: "neox-config: converts-with ",
    detail: () => t("the converter its model is meant for"),
    openTitle: () => t("Show the converters"),
  },
  { source: "neox-config: on", detail: () => t("is a config") },
  { source: "neox-config: off", detail: () => t("is no config") },
];

/** A comment that is being typed: where its `#` is, and what stands between that and the cursor. */
interface CommentCursor {
  readonly document: TextDocument;
  readonly offset: number;
  readonly start: number;
  readonly said: string;
}

/**
 * What may be typed in a comment; undefined outside of one. Comments are for people, so nothing pops up before
 * `neox-config` is typed. In a text that is no config there are no `findings`, and nothing is offered for an empty one.
 */
export function commentCompletions(
  document: TextDocument,
  position: Position,
  findings: readonly Finding[] | undefined,
  trigger?: string,
): CompletionItem[] | undefined {
  const offset = offsetIn(document, position);
  const text = document.getText();
  const start = commentStart(text, offset);
  if (start === undefined) return undefined;
  const cursor = { document, offset, start, said: text.slice(start + 1, offset).trimStart() };
  if (/^neox-config:\s*ignore\s/.test(cursor.said))
    return / --/.test(cursor.said) ? [] : ruleItems(cursor, findings ?? []);
  if (/^neox-config:\s*same-as\s+\S*$/.test(cursor.said)) return modelItems(cursor);
  const conversion = /^neox-config:\s*converts-with\s(.*)$/.exec(cursor.said);
  if (conversion !== null) return conversionItems(cursor, conversion[1] ?? "");
  const isWanted = cursor.said !== "" || (findings !== undefined && trigger === undefined);
  return isWanted ? directiveItems(cursor) : [];
}

function directiveItems({ document, offset, said }: CommentCursor): CompletionItem[] {
  const range = rangeIn(document, offset - said.length, offset);
  return DIRECTIVES.filter(({ source }) => source.startsWith(said)).map(
    ({ source, detail, openTitle }, index) => ({
      label: source.trimEnd(),
      kind: CompletionItemKind.Keyword,
      detail: detail(),
      sortText: String(index),
      filterText: source,
      textEdit: TextEdit.replace(range, source),
      ...(openTitle !== undefined && { command: openList(openTitle()) }),
    }),
  );
}

/** Published models; a folder is typed. */
function modelItems({ document, offset, said }: CommentCursor): CompletionItem[] {
  const [before = ""] = /\S{0,200}$/.exec(said) ?? [];
  const [after = ""] = /^\S*/.exec(document.getText().slice(offset)) ?? [];
  const range = rangeIn(document, offset - before.length, offset + after.length);
  return PUBLISHED_NAMES.map((name) => ({
    label: name,
    kind: CompletionItemKind.EnumMember,
    textEdit: TextEdit.replace(range, name),
  }));
}

/** The rules that the comment does not have yet; first those that report something where it would silence them. */
function ruleItems(
  { document, offset, start }: CommentCursor,
  findings: readonly Finding[],
): CompletionItem[] {
  const text = document.getText();
  const [before = ""] = /(?<![a-z0-9-])[a-z0-9-]*$/.exec(text.slice(start, offset)) ?? [];
  const [after = ""] = /^[a-z0-9-]*/.exec(text.slice(offset)) ?? [];
  const typed = { start: offset - before.length, end: offset + after.length };
  const [rest = ""] = /^.*/.exec(text.slice(typed.end)) ?? [];
  const present = new Set(`${text.slice(start, typed.start)} ${rest}`.match(/[a-z0-9-]+/g));
  const line = lineMeant(text, { span: { start, end: offset } });
  const reported = new Map(
    findings
      .filter(({ span }) => line.start <= span.start && span.start <= line.end)
      .map(({ rule, message }) => [rule, message]),
  );
  const range = rangeIn(document, typed.start, typed.end);
  return rules
    .filter(({ id }) => canBeSuppressed(id) && !present.has(id))
    .map(({ id }) => ({
      label: id,
      kind: CompletionItemKind.EnumMember,
      sortText: `1 ${id}`,
      textEdit: TextEdit.replace(range, id),
      ...reportedHere(reported.get(id), id),
    }));
}

/** The converters; behind one, its flags. */
function conversionItems({ document, offset }: CommentCursor, said: string): CompletionItem[] {
  const words = said.split(/\s+/).filter((word) => word !== "");
  const typed = /\s$/.test(said) || said === "" ? "" : (words.at(-1) ?? "");
  const before = typed === "" ? words : words.slice(0, -1);
  const tool = toolNamed(before[0] ?? "");
  const names =
    before.length === 0
      ? TOOLS.map(({ name }) => ({ name, description: "" }))
      : (tool?.flags ?? []).filter(({ name }) => !before.includes(name));
  const range = rangeIn(document, offset - typed.length, offset);
  return names.map(({ name, description }) => ({
    label: name,
    kind: CompletionItemKind.EnumMember,
    textEdit: TextEdit.replace(range, name),
    ...(description !== "" && { detail: description }),
  }));
}

function reportedHere(message: string | undefined, id: string): Partial<CompletionItem> {
  if (message === undefined) return {};
  const labelDetails = { description: t("reported here") };
  return { labelDetails, documentation: message, sortText: `0 ${id}`, preselect: true };
}

function rangeIn(document: TextDocument, start: number, end: number) {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}
