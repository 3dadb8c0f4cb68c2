import { type CompletionItem, CompletionItemKind, InsertTextFormat } from "vscode-languageserver-types";
import type { Argument } from "../../arguments/argument";
import type { Documentation } from "../../arguments/documentation";
import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import argumentNeverRead from "../../rules/names/argumentNeverRead";
import trainingKeyNeverRead from "../../rules/training/trainingKeyNeverRead";
import { keyIn, keyStyleOf } from "../../yaml/keyStyle";
import { shownValue } from "../shownValue";
import { neighboursOf, type TypingCursor } from "./cursor";
import { openList } from "./openList";
import { usualRank } from "./usualKeys";
import { hasValues, type WriteEdit } from "./values";

/** The groups of arguments that few files set, in the order in which one thinks of them. */
const GROUPS = [
  ...["Model", "Parallelism", "Training", "Optimizer", "LRScheduler", "DeepspeedConfig", "MoE", "Tokenizer"],
  ...["Logging", "Textgen", "DeepspeedRunner", "Other"],
];

/** How a key comes into the text. */
interface KeyWriting {
  readonly edit: WriteEdit;
  readonly hasColon: boolean;
  /** What follows the value. */
  readonly comma: string;
}

/** Keys that the mapping does not have yet: arguments at top level, else those of the block. */
export function keyItems(
  cursor: TypingCursor,
  launch: Launch,
  documentation: Documentation,
  { edit, hasColon, comma }: KeyWriting,
): CompletionItem[] {
  const neighbours = neighboursOf(cursor);
  const present = new Set(
    neighbours.map(({ key }) => (key.kind === "scalar" ? key.source.replaceAll("-", "_") : "")),
  );
  const isSnippet = comma !== "" && !hasColon;
  const ending = hasColon ? "" : isSnippet ? `: $0${comma}` : ": ";
  const style = keyStyleOf(neighbours, cursor.document);
  const written = (name: string) => keyIn(style, name);
  const item = (name: string): CompletionItem => {
    const source =
      cursor.quote === "" ? written(name) : `${cursor.quote}${unquoted(written(name))}${cursor.quote}`;
    return {
      label: unquoted(source),
      kind: CompletionItemKind.Property,
      filterText: `${cursor.quote}${unquoted(source)}`,
      insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      textEdit: edit(`${source}${ending}`),
      ...(!hasColon &&
        hasValues([...cursor.path, name], launch) && { command: openList(t("Show the values")) }),
      data: { path: [...cursor.path, name] },
    };
  };
  if (cursor.path.length > 0)
    return nestedNames(cursor.path, documentation)
      .filter((name) => !present.has(name))
      .map(item);
  return offered(launch)
    .filter(({ name }) => !present.has(name) && !launch.settings.has(name))
    .map((argument) => ({ ...item(argument.name), ...described(argument) }));
}

/** Arguments a person sets, so none that NeoX computes or keeps to itself. */
function offered({ catalogue }: Launch): Argument[] {
  return catalogue.names.flatMap((name) => {
    const argument = OUTDATED.has(name) ? undefined : catalogue.get(name);
    return argument?.setBy === "user" || argument?.setBy === "user-or-derived" ? [argument] : [];
  });
}

function described({ name, group, declared, default: standard }: Argument): Partial<CompletionItem> {
  const order = GROUPS.includes(group) ? GROUPS.indexOf(group) : GROUPS.length;
  const rank = usualRank(name);
  return {
    // Of an argument that only the project file knows, nothing more is known.
    ...(declared !== "" && {
      detail: standard === undefined ? declared : `${declared} = ${shownValue(standard)}`,
    }),
    labelDetails: { description: group },
    sortText: rank === undefined ? `1 ${digits(order)} ${name}` : `0 ${digits(rank)} ${name}`,
  };
}

function digits(order: number): string {
  return String(order).padStart(2, "0");
}

/** Documented for who meets them; nothing reads them, or DeepSpeed has other names for them now. */
const OUTDATED: ReadonlySet<string> = new Set([
  ...["fp16.fp16", "fp16.type"],
  ...["zero_optimization.cpu_offload", "zero_optimization.cpu_offload_param"],
  ...["zero_optimization.cpu_offload_use_pin_memory"],
  ...["zero_optimization.stage3_gather_fp16_weights_on_model_save"],
  ...argumentNeverRead.keys,
  ...trainingKeyNeverRead.keys,
]);

/** The keys directly below a path that do something. */
function nestedNames(path: readonly string[], { nested }: Documentation): string[] {
  const prefix = `${path.join(".")}.`;
  return Object.keys(nested)
    .filter((name) => name.startsWith(prefix) && !OUTDATED.has(name))
    .map((name) => name.slice(prefix.length))
    .filter((name) => !name.includes("."));
}

function unquoted(source: string): string {
  return source.replace(/^(["'])(.*)\1$/, "$2");
}
