import { accepts } from "../../../arguments/accepts";
import { t } from "../../../base/l10n";
import { ownValue } from "../../../base/ownValue";
import type { Fix } from "../../../engine/rule";
import type { Launch } from "../../../launch/launch";
import { renameKey, replaceValue } from "../../../yaml/replace";
import type { ScalarNode, YamlNode } from "../../../yaml/tree";
import { isList, typeName } from "../../../yaml/value";
import { quoteDouble, writeScalar } from "../../../yaml/write";
import { asLists } from "../pathLists";
import { numbersElsewhere, saidElsewhere } from "../saidElsewhere";
import { removeKey } from "../simpleFixes";
import { listsMeant } from "./listsMeant";
import { scalarMeant } from "./spelling";
import type { TypedValue, WrittenValue } from "./typedValue";

interface Shorthand {
  readonly key: string;
  readonly type: "bool" | "int" | "str";
  /** What NeoX wants beside it: what the files say for that elsewhere, else NeoX's default. */
  readonly rest?: (launch: Launch) => string;
}

/** Blocks for which people write only the value of the key that matters most. */
const SHORTHANDS: Readonly<Record<string, Shorthand>> = {
  amp: { key: "enabled", type: "bool" },
  bf16: { key: "enabled", type: "bool" },
  flops_profiler: { key: "enabled", type: "bool" },
  fp16: { key: "enabled", type: "bool" },
  optimizer: { key: "type", type: "str", rest: withRate },
  zero_optimization: { key: "stage", type: "int" },
};

/** The edits that give a value the type NeoX wants. */
export function typeFixes(launch: Launch, typed: TypedValue): readonly Fix[] {
  const otherwise = saidOtherwise(launch, typed);
  if (otherwise !== undefined) return [otherwise];
  const text = textMeant(launch, typed);
  const lists = text === undefined && typed.path !== "attention_config" ? listFixes(typed) : [];
  if (lists.length > 0) return lists;
  if (text === undefined) return hasDefault(typed) ? [removeKey(typed.path, false)] : [];
  // Some arguments are computed with, so that null does not do: then the default has to.
  const isNull = text === "null" && typed.path === typed.setting.name;
  if (isNull) return [rewrite(typed, text), removeKey(typed.path)].map((fix) => ({ ...fix, oneOf: "null" }));
  const { node } = typed;
  const left = node.kind === "list" && typed.path !== "split" ? node.items.length - 1 : 0;
  // Which of several is meant, a person knows.
  return left > 0
    ? [{ ...rewrite(typed, text, false), givesUp: t("the other items") }]
    : [rewrite(typed, text)];
}

/** What the value means to say is another argument's. */
function saidOtherwise(launch: Launch, { path, setting, node, value }: TypedValue): Fix | undefined {
  if (path === "data_path" && isList(value) && value.length > 1) return asLists(launch, value);
  const epochs = "train_epochs";
  const isByEpochs = path === "train_iters" && value === "auto" && !launch.settings.has(epochs);
  if (!isByEpochs || launch.catalogue.get(epochs) === undefined) return undefined;
  const { file, entry } = setting;
  const edits = [...renameKey(file.document, entry, epochs), ...replaceValue(file.document, node, "1")];
  return {
    title: t("Replace {0} by {1}", path, `${epochs}: 1`),
    preferred: true,
    edits: edits.map((edit) => ({ ...edit, file })),
  };
}

/** Whether NeoX has a value for the key itself when it is left out; a block has one for each of its keys. */
function hasDefault({ path, setting, argument }: TypedValue): boolean {
  const isBlock = argument.type.kind === "dict";
  return path === setting.name && (isBlock || (argument.default ?? null) !== null);
}

/** Writes another text at the place of a value. */
export function rewrite({ path, file, node }: WrittenValue, newText: string, preferred = true): Fix {
  const title = t("Write {0}: {1}", path, newText);
  const edits = replaceValue(file.document, node, newText).map((edit) => ({ ...edit, file }));
  return { title, preferred, edits };
}

/** A list that was written as one value. */
function listFixes(typed: TypedValue): readonly Fix[] {
  const { node, argument, value, path } = typed;
  if (node.kind !== "scalar" || !accepts(argument.type, [value])) return [];
  return listsMeant(path, node).map(({ items, isPlain }) => ({
    ...rewrite(typed, `[${items.join(", ")}]`, isPlain),
    keepsMeaning: true,
  }));
}

function textMeant(launch: Launch, typed: TypedValue): string | undefined {
  const { node, file, argument, value } = typed;
  const written = file.document.text.slice(node.span.start, node.span.end);
  if (node.kind === "scalar") {
    const scalar = scalarMeant(typed.path, node, argument.type);
    if (scalar !== undefined) return scalar;
    const shorthand = ownValue(SHORTHANDS, typed.path);
    if (shorthand !== undefined && typeName(value) === shorthand.type)
      return `{ "${shorthand.key}": ${typeof value === "string" ? quoteDouble(value) : written}${shorthand.rest?.(launch) ?? ""} }`;
    return typed.path === "attention_config" && accepts(argument.type, [value])
      ? attentionPattern(node.source)
      : undefined;
  }
  if (node.kind !== "list") return undefined;
  return typed.path === "split" ? splitParts(node.items) : firstItem(node.items, typed);
}

function withRate(launch: Launch): string {
  const path = "optimizer.params.lr";
  const said = saidElsewhere(launch, path);
  const [first, ...others] = numbersElsewhere(launch, path).map(({ value }) => value);
  const rate = said.length === 0 ? 0.001 : others.every((it) => it === first) ? first : undefined;
  return `, "params": ${rate === undefined ? "{}" : `{ "lr": ${writeScalar(rate)} }`}`;
}

/** Types for all layers, where that is all that is written: people put commas between several. */
function attentionPattern(source: string): string | undefined {
  const words = source.split(/[\s,]+/).filter((word) => word !== "");
  const areTypes = words.length > 0 && words.every((word) => /^[A-Za-z_]+$/.test(word));
  return areTypes ? `[[[${words.map((word) => quoteDouble(word)).join(", ")}], "all"]]` : undefined;
}

function isBlockText({ style }: ScalarNode): boolean {
  return style === "literal" || style === "folded";
}

/** NeoX wants the parts of the data as one text with commas. */
function splitParts(items: readonly YamlNode[]): string | undefined {
  const parts = items.map((item) => (isWritten(item) ? Number(item.source) : Number.NaN));
  return parts.length === 3 && parts.every(Number.isFinite) ? `"${parts.join(",")}"` : undefined;
}

function isWritten(item: YamlNode): item is ScalarNode {
  return item.kind === "scalar" && item.source.trim() !== "";
}

/** NeoX takes the list form of no Union; the first item is what its scalar form can say. */
function firstItem(items: readonly YamlNode[], { argument, file }: TypedValue): string | undefined {
  const first = items[0];
  if (first?.kind !== "scalar" || !accepts(argument.type, first.value)) return undefined;
  if (isBlockText(first)) return quoteDouble(first.source);
  return file.document.text.slice(first.span.start, first.span.end);
}
