import { type DocumentSymbol, SymbolKind } from "vscode-languageserver-types";
import { cut } from "../base/cut";
import { t } from "../base/l10n";
import { ownValue } from "../base/ownValue";
import type { ConfigFile, Launch } from "../launch/launch";
import type { Entry, YamlNode } from "../yaml/tree";
import { isDict, isList, type PythonValue } from "../yaml/value";
import { keyName } from "./entriesAt";
import { rangeOf } from "./ranges";
import { shownValue } from "./shownValue";

/** How a person calls NeoX's groups of arguments. */
const GROUP_TITLES: Readonly<Record<string, () => string>> = {
  Model: () => t("Model"),
  Parallelism: () => t("Parallelism"),
  Training: () => t("Training"),
  Optimizer: () => t("Optimizer"),
  LRScheduler: () => t("Learning rate"),
  DeepspeedConfig: () => t("DeepSpeed"),
  MoE: () => t("Mixture of experts"),
  Tokenizer: () => t("Tokenizer"),
  Logging: () => t("Logging"),
  Textgen: () => t("Text generation"),
  DeepspeedRunner: () => t("Launcher"),
  Other: () => t("Other"),
};

/** Keys of an outline; nobody reads more, and an editor is long at showing them. */
const MOST_KEYS = 10_000;

/** Characters of a key; an alias may repeat a long one. */
const LONGEST_NAME = 300;

/**
 * The outline: neighbouring keys of one argument group below its title. A group that a file comes back to has
 * several titles, for breadcrumbs need ranges that do not overlap. Of a huge file the first keys; a last title tells.
 */
export function documentSymbols(file: ConfigFile, launch: Launch): DocumentSymbol[] {
  const { root } = file.document;
  if (root?.kind !== "map") return [];
  const runs: { group: string; symbols: DocumentSymbol[] }[] = [];
  const outline = new Outline(file);
  for (const [index, entry] of root.entries.entries()) {
    if (outline.isFull) return [...groupsOf(runs), restSymbol(file, root.entries.slice(index))];
    const group = launch.catalogue.get(keyName(entry))?.group ?? "";
    const last = runs.at(-1);
    const symbol = outline.symbolOf(entry);
    if (last?.group === group) last.symbols.push(symbol);
    else runs.push({ group, symbols: [symbol] });
  }
  return groupsOf(runs);
}

function groupsOf(runs: readonly { group: string; symbols: DocumentSymbol[] }[]): DocumentSymbol[] {
  return runs.flatMap(({ group, symbols }) => groupSymbol(group, symbols));
}

function groupSymbol(group: string, children: DocumentSymbol[]): DocumentSymbol[] {
  const [first, last] = [children.at(0), children.at(-1)];
  if (first === undefined || last === undefined) return [];
  const name = ownValue(GROUP_TITLES, group)?.() ?? t("Not NeoX's");
  const range = { start: first.range.start, end: last.range.end };
  return [{ name, kind: SymbolKind.Namespace, range, selectionRange: first.selectionRange, children }];
}

/** Stands for all keys that are left out. */
function restSymbol(file: ConfigFile, entries: readonly Entry[]): DocumentSymbol {
  const [start = 0, end = start] = [entries.at(0)?.span.start, entries.at(-1)?.span.end];
  const range = rangeOf(file.document, { start, end });
  const name = t("{0} more keys, not shown", entries.length);
  return { name, kind: SymbolKind.Namespace, range, selectionRange: range };
}

/** Makes symbols until there are enough. */
class Outline {
  private keys = 0;

  constructor(private readonly file: ConfigFile) {}

  get isFull(): boolean {
    return this.keys >= MOST_KEYS;
  }

  symbolOf(entry: Entry): DocumentSymbol {
    this.keys++;
    const { document } = this.file;
    const { key, value, span } = entry;
    const inner = innerEntries(value);
    return {
      name: cut(keyName(entry), LONGEST_NAME) || t("(no name)"),
      kind: kindOf(value.value),
      range: rangeOf(document, span),
      selectionRange: rangeOf(document, key.span),
      ...(inner.length > 0 ? { children: this.symbolsOf(inner) } : { detail: shownValue(value.value) }),
    };
  }

  private symbolsOf(entries: readonly Entry[]): DocumentSymbol[] {
    const symbols: DocumentSymbol[] = [];
    for (const [index, entry] of entries.entries()) {
      if (this.isFull) return [...symbols, restSymbol(this.file, entries.slice(index))];
      symbols.push(this.symbolOf(entry));
    }
    return symbols;
  }
}

/** What stands below a key in this place; an alias shows what it stands for, but not its keys again. */
function innerEntries(value: YamlNode): readonly Entry[] {
  return value.kind === "map" ? value.entries : [];
}

function kindOf(value: PythonValue): SymbolKind {
  if (isDict(value)) return SymbolKind.Object;
  if (isList(value)) return SymbolKind.Array;
  if (typeof value === "boolean") return SymbolKind.Boolean;
  if (typeof value === "bigint" || typeof value === "number") return SymbolKind.Number;
  return value === null ? SymbolKind.Null : SymbolKind.String;
}
