import { resolveAlias } from "./alias";
import type { Entry, ScalarNode, YamlDocument } from "./tree";
import { type Quote, quoted } from "./write";

/** How keys are written in a place. */
interface KeyStyle {
  readonly quote: Quote;
  /** Whether words are separated by dashes. */
  readonly hasDashes: boolean;
}

/**
 * A key as its neighbours are written: their quotes, and dashes where they have dashes. `neighbours` come
 * nearest first; without any, the first key of the document shows the quotes.
 */
export function keySource(key: string, neighbours: readonly Entry[], document: YamlDocument): string {
  return keyIn(keyStyleOf(neighbours, document), key);
}

/** A key in the style of others. */
export function keyIn({ quote, hasDashes }: KeyStyle, key: string): string {
  return quoted(hasDashes ? key.replaceAll("_", "-") : key, quote);
}

/** How `neighbours` are written, as `keySource` takes it. */
export function keyStyleOf(neighbours: readonly Entry[], document: YamlDocument): KeyStyle {
  const keys = scalarKeys(neighbours);
  const separated = keys.find(({ source }) => /[a-z0-9][-_][a-z0-9]/i.test(source));
  const style = (keys[0] ?? firstKey(document))?.style;
  return {
    quote: style === "double" ? '"' : style === "single" ? "'" : "",
    hasDashes: separated !== undefined && usesDashes(separated),
  };
}

function scalarKeys(entries: readonly Entry[]): readonly ScalarNode[] {
  return entries.map((entry) => entry.key).filter((key) => key.kind === "scalar");
}

function usesDashes(key: ScalarNode): boolean {
  return key.source.includes("-") && !key.source.includes("_");
}

function firstKey(document: YamlDocument): ScalarNode | undefined {
  const root = document.root && resolveAlias(document.root);
  return root?.kind === "map" ? scalarKeys(root.entries)[0] : undefined;
}
