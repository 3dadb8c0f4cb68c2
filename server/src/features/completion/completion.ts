import {
  type CompletionItem,
  type CompletionList,
  MarkupKind,
  type Position,
  TextEdit,
} from "vscode-languageserver-types";
import type { Documentation } from "../../arguments/documentation";
import type { ConfigFile, Launch } from "../../launch/launch";
import { describeArgument, describeNested } from "../describeArgument";
import { linesOf, rangeOf } from "../ranges";
import { neighboursOf, type TypingCursor, typingCursor } from "./cursor";
import { keyItems } from "./keys";
import { valueItems, type WriteEdit } from "./values";

/** What may be typed at a position, in the style of the file. A space just typed asks for values only. */
export function completionsAt(
  file: ConfigFile,
  launch: Launch,
  position: Position,
  documentation: Documentation,
  trigger?: string,
): CompletionList {
  const { text } = file.document;
  const offset = linesOf(file.document).offsetAt(position);
  const cursor = typingCursor(text, offset);
  if (cursor === undefined || (trigger === " " && cursor.kind === "key"))
    return { isIncomplete: false, items: [] };
  const finished = finishedLaunch(file, launch, cursor);
  const range = rangeOf(file.document, cursor.typed);
  const edit: WriteEdit = (source) =>
    TextEdit.replace(range, `${cursor.gap}${source}${cursor.lacks.after ? "," : ""}`);
  const hasColon = /^[ \t]*:/.test(text.slice(cursor.typed.end));
  const items =
    cursor.kind === "key"
      ? keyItems(cursor, finished, documentation, (source) => TextEdit.replace(range, source), hasColon).map(
          (item) => {
            return { ...item, data: { ...item.data, uri: file.path } };
          },
        )
      : valueItems(cursor, finished, edit);
  const comma = missingComma(file, cursor);
  return {
    isIncomplete: false,
    items: comma ? items.map((item) => ({ ...item, additionalTextEdits: [comma] })) : items,
  };
}

/** The documentation of an offered key, asked for when a person looks at it. */
export function resolveCompletion(
  item: CompletionItem,
  launch: Launch,
  documentation: Documentation,
): CompletionItem {
  const path: unknown = item.data?.path;
  if (!Array.isArray(path)) return item;
  const argument = path.length === 1 ? launch.catalogue.get(String(path[0])) : undefined;
  const value =
    argument === undefined
      ? describeNested(path.map(String), documentation)
      : describeArgument(argument, documentation, "", launch.target);
  return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}

/** The launch with the typing finished: what stands below the cursor counts, the half-typed word does not. */
function finishedLaunch(file: ConfigFile, launch: Launch, { document, path, kind }: TypingCursor): Launch {
  const finished: ConfigFile = { path: file.path, document };
  const whole = launch.withFiles(launch.files.map((each) => (each === file ? finished : each)));
  const [key] = path;
  return kind === "value" && key !== undefined && path.length === 1
    ? whole.with({ [key]: undefined })
    : whole;
}

/** Flow style wants a comma after the entry before; who forgot it gets it with the completion. */
function missingComma(file: ConfigFile, cursor: TypingCursor): TextEdit | undefined {
  if (!cursor.lacks.before) return undefined;
  const before = neighboursOf(cursor).find(({ span }) => span.end <= cursor.typed.start);
  return before && TextEdit.insert(linesOf(file.document).positionAt(before.span.end), ",");
}
