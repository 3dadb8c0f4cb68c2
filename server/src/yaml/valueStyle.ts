import { firstIndex } from "../base/firstIndex";
import type { Entry, MapNode, YamlNode } from "./tree";
import type { PythonValue } from "./value";
import { type Quote, type Quotes, writeScalar } from "./write";

/**
 * A value as the mapping that it goes into writes its own: keys and strings in their quotes, so that JSON stays JSON.
 * `replaced` is the entry whose value it takes the place of; without one it comes last.
 */
export function valueSource(value: PythonValue, map: MapNode | undefined, replaced?: Entry): string {
  const entries = map?.entries ?? [];
  const nearestFirst =
    replaced === undefined ? entries.slice(-MOST_NEIGHBOURS).reverse() : byDistance(entries, replaced);
  const around = quotesOf(nearestFirst, map?.flow === true);
  const inside = replaced && { keys: quoteOfKeys(replaced.value), values: quoteOfStrings(replaced.value) };
  return writeScalar(value, {
    keys: inside?.keys ?? around.keys,
    values: inside?.values ?? around.values,
  });
}

/** The quotes that entries have, given nearest first. */
export function quotesOf(entries: readonly Entry[], isFlow: boolean): Quotes {
  const keys = firstOf(entries, ({ key }) => quoteOf(key)) ?? "";
  const values = firstOf(entries, (entry) => {
    const quote = quoteOfString(entry.value);
    // Flow style with keys in double quotes is JSON, or nearly so.
    return quote ?? (isFlow && quoteOf(entry.key) === '"' ? '"' : undefined);
  });
  return { keys, values: values ?? "" };
}

/** To either side; each of a thousand fixes would otherwise look at all entries. */
const MOST_NEIGHBOURS = 500;

function byDistance(entries: readonly Entry[], { span }: Entry): readonly Entry[] {
  const distance = (entry: Entry) => Math.abs(entry.span.start - span.start);
  const index = firstIndex(entries.length, (at) => (entries[at]?.span.start ?? 0) >= span.start);
  const near = entries.slice(Math.max(0, index - MOST_NEIGHBOURS), index + MOST_NEIGHBOURS + 1);
  return near.sort((a, b) => distance(a) - distance(b));
}

function quoteOf(node: YamlNode): Quote | undefined {
  if (node.kind !== "scalar") return undefined;
  if (node.style === "double") return '"';
  if (node.style === "single") return "'";
  return node.style === "plain" ? "" : undefined;
}

function quoteOfString(node: YamlNode): Quote | undefined {
  return typeof node.value === "string" ? quoteOf(node) : undefined;
}

/** The quotes of the first string in a value. */
function quoteOfStrings(node: YamlNode): Quote | undefined {
  if (node.kind === "list") return firstOf(node.items, quoteOfStrings);
  if (node.kind === "map") return firstOf(node.entries, ({ value }) => quoteOfStrings(value));
  return quoteOfString(node);
}

/** The quotes of the first key in a value. */
function quoteOfKeys(node: YamlNode): Quote | undefined {
  if (node.kind === "list") return firstOf(node.items, quoteOfKeys);
  return node.kind === "map" ? firstOf(node.entries, ({ key }) => quoteOf(key)) : undefined;
}

/** The first answer that is none of `undefined`. */
function firstOf<Item>(items: readonly Item[], ask: (item: Item) => Quote | undefined): Quote | undefined {
  for (const item of items) {
    const answer = ask(item);
    if (answer !== undefined) return answer;
  }
  return undefined;
}
