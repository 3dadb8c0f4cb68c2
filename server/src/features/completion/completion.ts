import {
  type CompletionItem,
  type CompletionList,
  MarkupKind,
  type Position,
  TextEdit,
} from "vscode-languageserver-types";
import type { Documentation } from "../../arguments/documentation";
import { finish, type Steps } from "../../base/steps";
import type { ConfigFile, Launch } from "../../launch/launch";
import { mergingSettings } from "../../launch/settings";
import { describeArgument, describeNested } from "../describeArgument";
import { linesOf, offsetIn, rangeOf } from "../ranges";
import { findingCursor, neighboursOf, type TypingCursor } from "./cursor";
import { keyItems } from "./keys";
import { valueItems, type WriteEdit } from "./values";

/** How completions are asked for. */
export interface CompletionRequest {
  /** The character just typed that asked for them. A space asks for values only. */
  readonly trigger?: string | undefined;
  /** Whether the editor puts the cursor where an insertion says `$0`. */
  readonly takesSnippets: boolean;
}

/** What may be typed at a position, in the style of the file. */
export function completionsAt(...asked: Parameters<typeof completing>): CompletionList {
  return finish(completing(...asked));
}

/** `completionsAt` in steps. */
export function* completing(
  file: ConfigFile,
  launch: Launch,
  position: Position,
  documentation: Documentation,
  { trigger, takesSnippets }: CompletionRequest,
): Steps<CompletionList> {
  const { text } = file.document;
  const offset = offsetIn(linesOf(file.document), position);
  const cursor = yield* findingCursor(text, offset);
  if (cursor === undefined || (trigger === " " && cursor.kind === "key"))
    return { isIncomplete: false, items: [] };
  const finished = yield* finishedLaunch(file, launch, cursor);
  const range = rangeOf(file.document, cursor.typed);
  const comma = commaAfter(text, cursor);
  const edit: WriteEdit = (source) => TextEdit.replace(range, `${cursor.gap}${source}${comma}`);
  const hasColon = /^[ \t]*:/.test(text.slice(cursor.typed.end));
  // The value of a key is typed in front of the comma, so only an editor that can put the cursor there gets one.
  const keyComma = takesSnippets ? comma : "";
  const keyEdit: WriteEdit = (source) => TextEdit.replace(range, source);
  const items =
    cursor.kind === "key"
      ? keyItems(cursor, finished, documentation, { edit: keyEdit, hasColon, comma: keyComma }).map(
          (item) => {
            return { ...item, data: { ...item.data, uri: file.path } };
          },
        )
      : valueItems(cursor, finished, { edit, takesSnippets, withoutBlank: blankBefore(file, cursor) });
  const commaBefore = missingComma(file, cursor);
  return {
    isIncomplete: false,
    items: commaBefore ? items.map((item) => withEdit(item, commaBefore)) : items,
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
function* finishedLaunch(
  file: ConfigFile,
  launch: Launch,
  { document, path, kind }: TypingCursor,
): Steps<Launch> {
  const finished: ConfigFile = { path: file.path, document };
  const files = launch.files.map((each) => (each.path === file.path ? finished : each));
  yield* mergingSettings(files);
  const whole = launch.withFiles(files);
  const [key] = path;
  return kind === "value" && key !== undefined && path.length === 1
    ? whole.with({ [key]: undefined })
    : whole;
}

/** The comma that flow style lacks after the word, with a space where the next entry follows at once. */
function commaAfter(text: string, { lacks, typed }: TypingCursor): string {
  if (!lacks.after) return "";
  return /\s/.test(text.charAt(typed.end)) ? "," : ", ";
}

/** Flow style wants a comma after the entry before; who forgot it gets it with the completion. */
function missingComma(file: ConfigFile, cursor: TypingCursor): TextEdit | undefined {
  if (!cursor.lacks.before) return undefined;
  const before = neighboursOf(cursor).find(({ span }) => span.end <= cursor.typed.start);
  return before && TextEdit.insert(linesOf(file.document).positionAt(before.span.end), ",");
}

function withEdit(item: CompletionItem, edit: TextEdit): CompletionItem {
  return { ...item, additionalTextEdits: [...(item.additionalTextEdits ?? []), edit] };
}

/** The blanks between the colon and the word, which a block on the next line leaves behind. */
function blankBefore(file: ConfigFile, { typed, quote }: TypingCursor): TextEdit | undefined {
  const { text } = file.document;
  const blanks = /:([ \t]+)$/.exec(text.slice(Math.max(0, typed.start - 100), typed.start))?.[1] ?? "";
  if (blanks === "" || quote !== "") return undefined;
  const lines = linesOf(file.document);
  return TextEdit.del({
    start: lines.positionAt(typed.start - blanks.length),
    end: lines.positionAt(typed.start),
  });
}
