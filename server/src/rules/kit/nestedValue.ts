import type { FilePlace } from "../../engine/place";
import type { FileEdit } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { resolveAlias } from "../../yaml/alias";
import type { TextEdit } from "../../yaml/edit";
import { insertEntry } from "../../yaml/insert";
import { removeEntry } from "../../yaml/remove";
import { replaceValue } from "../../yaml/replace";
import type { Entry, MapNode } from "../../yaml/tree";
import type { PythonValue } from "../../yaml/value";
import { valueSource } from "../../yaml/valueStyle";
import { valueAt } from "./valueAt";

/** A value inside of a block: the argument, then the keys within. */
export type NestedPath = readonly [name: string, ...keys: string[]];

/** Where such a value stands; undefined where no file has it or it is empty. */
export function nestedPlace(launch: Launch, [name, ...keys]: NestedPath): FilePlace | undefined {
  const setting = launch.settings.get(name);
  const node = setting && valueAt(setting.entry.value, keys);
  if (setting === undefined || node === undefined || node.span.end === node.span.start) return undefined;
  return { file: setting.file, span: node.span };
}

/** Edits that give such a value, replaced or inserted; none where its block is written elsewhere, behind an alias. */
export function setNested(launch: Launch, path: NestedPath, value: PythonValue): readonly FileEdit[] {
  const [name, ...keys] = path;
  const setting = launch.settings.get(name);
  const last = keys.at(-1);
  const block = setting && valueAt(setting.entry.value, keys.slice(0, -1));
  if (setting === undefined || last === undefined || block?.kind !== "map") return [];
  const { file } = setting;
  const edits = edited(block, last, (entry) =>
    replaceValue(file.document, entry.value, valueSource(value, block, entry)),
  );
  const found = edits ?? insertEntry(file.document, block, last, valueSource(value, block));
  return found.map((edit) => ({ ...edit, file }));
}

/** Edits that take such a value's key out; none where its block is written elsewhere, behind an alias. */
export function removeNested(launch: Launch, [name, ...keys]: NestedPath): readonly FileEdit[] {
  const setting = launch.settings.get(name);
  const last = keys.at(-1);
  const block = setting && valueAt(setting.entry.value, keys.slice(0, -1));
  if (setting === undefined || last === undefined || block?.kind !== "map") return [];
  const { file } = setting;
  const edits = edited(block, last, (entry) => removeEntry(file.document, block, entry)) ?? [];
  return edits.map((edit) => ({ ...edit, file }));
}

/** The edits of the key's own value; undefined when the block itself has no such key. */
function edited(
  block: MapNode,
  key: string,
  edit: (entry: Entry) => readonly TextEdit[],
): readonly TextEdit[] | undefined {
  const entry = block.entries.findLast((it) => resolveAlias(it.key)?.value === key);
  return entry && edit(entry);
}
