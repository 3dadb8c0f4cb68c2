import { resolveAlias } from "./alias";
import type { Entry, ScalarNode, YamlDocument } from "./tree";
import { quoted } from "./write";

/**
 * A key as its neighbours are written: their quotes, and dashes where they have dashes. `neighbours` come
 * nearest first; without any, the first key of the document shows the quotes.
 */
export function keySource(key: string, neighbours: readonly Entry[], document: YamlDocument): string {
  const keys = scalarKeys(neighbours);
  const separated = keys.find(({ source }) => /[a-z0-9][-_][a-z0-9]/i.test(source));
  const text = separated && usesDashes(separated) ? key.replaceAll("_", "-") : key;
  const style = (keys[0] ?? firstKey(document))?.style;
  return quoted(text, style === "double" ? '"' : style === "single" ? "'" : "");
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
