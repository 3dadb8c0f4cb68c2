import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  type CompletionItem,
  CompletionItemKind,
  type Position,
  TextEdit,
} from "vscode-languageserver-types";
import type { FolderEntry } from "../../../../protocol/launches";
import { baseName } from "../../base/baseName";
import { t } from "../../base/l10n";
import { directiveOf } from "../../launches/comments/directive";
import type { Span } from "../../yaml/tree";
import { offsetIn } from "../ranges";
import { commentStart, typingCursor } from "./cursor";
import { openList } from "./openList";

/** The folders and the configs in a folder, by its path from the folder of the text. */
export type ListConfigs = (folder: string) => Promise<readonly FolderEntry[]>;

/** The name of a config that is being typed, as a path from the folder of the text. */
export interface TypedName {
  readonly span: Span;
  /** What is named there already. */
  readonly taken: ReadonlySet<string>;
}

/** Names that are not hidden, need no quotes and have neither blanks nor commas. */
const PLAIN_NAME = /^\w[\w.+=~()-]*$/;

/** A name behind `# neox-config: with`; undefined anywhere else. */
export function nameInComment(document: TextDocument, position: Position): TypedName | undefined {
  const text = document.getText();
  const offset = offsetIn(document, position);
  const start = commentStart(text, offset);
  if (start === undefined) return undefined;
  const span = wordAt(text, offset);
  const said = (end: number) => text.slice(start + 1, end).trim();
  const before = directiveOf({ text: `${said(span.start)} ${NAME}`, span });
  if (before?.name.text !== "with" || before.words.at(-1)?.text !== NAME) return undefined;
  const lineEnd = text.indexOf("\n", offset);
  const whole = directiveOf({ text: said(lineEnd === -1 ? text.length : lineEnd), span });
  const typed = text.slice(span.start, span.end);
  const others = (whole?.words ?? []).map((word) => word.text).filter((word) => word !== typed);
  return { span, taken: new Set([...others, baseName(document.uri)]) };
}

/** Stands for the name that is being typed. */
const NAME = "name";

/** A name in the `files` of a launch of a project file; undefined anywhere else. */
export function nameInProject(document: TextDocument, position: Position): TypedName | undefined {
  const text = document.getText();
  const span = wordAt(text, offsetIn(document, position));
  // To the cursor of a key or a value, the slash of a path is no part of a word.
  const cursor = typingCursor(text.slice(0, span.start) + text.slice(span.end), span.start);
  // Behind a dash, a word may be a key as well.
  const isItem = cursor?.kind === "key" || cursor?.map === undefined;
  if (cursor?.path.join(".") !== "launches.files" || !isItem) return undefined;
  return { span, taken: new Set() };
}

/** What the name may be: the configs and the folders of the folder that is typed so far. */
export async function nameItems(
  document: TextDocument,
  position: Position,
  { span, taken }: TypedName,
  list: ListConfigs,
): Promise<CompletionItem[]> {
  const typed = document.getText().slice(span.start, offsetIn(document, position));
  const folder = typed.slice(0, typed.lastIndexOf("/") + 1);
  const range = { start: document.positionAt(span.start), end: document.positionAt(span.end) };
  const entries = (await list(folder)).filter(({ name }) => PLAIN_NAME.test(name));
  return entries.flatMap(({ name, kind }): CompletionItem[] => {
    const path = `${folder}${name}${kind === "folder" ? "/" : ""}`;
    if (taken.has(path)) return [];
    const item = { label: name, filterText: path, textEdit: TextEdit.replace(range, path) };
    if (kind === "file") return [{ ...item, kind: CompletionItemKind.File }];
    return [{ ...item, kind: CompletionItemKind.Folder, command: openList(t("Show the files")) }];
  });
}

function wordAt(text: string, offset: number): Span {
  const isPart = (at: number) => /[^\s,"'[\]{}#]/.test(text.charAt(at));
  let [start, end] = [offset, offset];
  while (start > 0 && isPart(start - 1)) start--;
  while (isPart(end)) end++;
  return { start, end };
}
