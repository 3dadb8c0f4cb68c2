import type { Launch } from "../launch/launch";
import { areIdenticalInMeaning } from "../python/compare";
import { touches } from "../yaml/edit";
import type { AliasNode, Span, YamlNode } from "../yaml/tree";
import { isDict, isList, type PythonValue } from "../yaml/value";
import type { FileEdit } from "./rule";

type Texts = Pick<Launch, "settings">;

/**
 * Whether what aliases repeat inside of the very setting that has the anchor is after edits as it was, but for a number
 * that was misspelt: who mends one key of a block means no other.
 */
export function keepsRepeated(before: Texts, after: Texts, edits: readonly FileEdit[]): boolean {
  const pairs = [...before.settings].flatMap(([name, { file, entry }]) => {
    const own = edits.filter((edit) => edit.file.path === file.path && touches(entry.value.span, edit.span));
    const isTouched = ({ target, span }: AliasNode) =>
      target !== undefined &&
      within(entry.value.span, target.span) &&
      own.some((edit) => touches(target.span, edit.span) && !touches(span, edit.span));
    const changed = after.settings.get(name);
    if (own.length === 0 || changed === undefined) return [];
    return repeatedIn(entry.value, changed.value, isTouched);
  });
  return areIdenticalInMeaning(pairs);
}

type Pair = readonly [PythonValue, PythonValue];

/** What such aliases in a value stand for, and what stands in their place in another value. */
function repeatedIn(
  node: YamlNode,
  value: PythonValue,
  isWanted: (alias: AliasNode) => boolean,
): readonly Pair[] {
  const found: Pair[] = [];
  const waiting: (readonly [YamlNode, PythonValue])[] = [[node, value]];
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const [old, now] = pair;
    if (old.kind === "alias" && isWanted(old)) found.push([old.value, now]);
    if (old.kind === "list")
      for (const [index, item] of old.items.entries())
        waiting.push([item, (isList(now) ? now[index] : null) ?? null]);
    if (old.kind === "map")
      for (const entry of old.entries)
        waiting.push([entry.value, (isDict(now) ? now.get(entry.key.value) : null) ?? null]);
  }
  return found;
}

function within(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
