import { t } from "../base/l10n";
import type { Steps } from "../base/steps";
import { DictBuilder, isHashable } from "./dict";
import type { DraftEntry, DraftList, DraftMap, DraftNode, DraftTarget } from "./draft";
import { KeyIdentities } from "./keyIdentities";
import { Merger, targetOf } from "./merge";
import { PythonError } from "./pythonError";
import { constructScalar, isScalarTag } from "./scalar";
import type { Span, YamlProblem } from "./tree";
import { PythonObject, PythonSet, PythonTuple, type PythonValue } from "./value";

/** A collection that exists already, so that aliases can refer to it, but is not filled yet. */
type Unfilled =
  | { readonly shape: "list" | "pairs"; readonly node: DraftTarget; readonly items: PythonValue[] }
  | { readonly shape: "dict"; readonly node: DraftTarget; readonly dict: Map<PythonValue, PythonValue> }
  | { readonly shape: "set"; readonly node: DraftTarget; readonly members: PythonValue[] };

const SHAPES: ReadonlyMap<string, Unfilled["shape"]> = new Map([
  ["seq", "list"],
  ["python/list", "list"],
  ["map", "dict"],
  ["python/dict", "dict"],
  ["set", "set"],
  ["omap", "pairs"],
  ["pairs", "pairs"],
]);

/** PyYAML constructs tuples in tuples recursively, four calls each, and hits Python's recursion limit. */
const deepestTuples = 248;

/** PyYAML looks for the `=` of an `=` recursively. */
const deepestValue = 960;

const SHORT = 16;

const pythonName = "python/name:";

/**
 * Fills in the values of a tree, as PyYAML's FullConstructor does: breadth first, collections shared by their
 * aliases. What it cannot construct gets its plain text, and the first failure is the problem.
 */
export class Constructor {
  problem: YamlProblem | undefined;
  private unfilled: Unfilled[] = [];
  private readonly mergeEntries: DraftEntry[] = [];
  /** Collections that are None by their tag, which may be far to seek: each alias asks again. */
  private readonly nulls = new Set<DraftTarget>();
  /** Tuples whose items are being constructed. */
  private readonly open = new Set<DraftTarget>();
  private readonly identities = new KeyIdentities();
  private readonly merger = new Merger((node, raises, message) => this.fail(node, raises, message));

  *construct(root: DraftNode): Steps<void> {
    yield* this.constructAll([root]);
    const { problem } = this;
    // PyYAML does not construct what a `<<` names, but it is part of the tree.
    yield* this.constructAll(this.partsOfMerges());
    this.problem = problem;
  }

  private *partsOfMerges(): Iterable<DraftNode> {
    for (const { key, value } of this.mergeEntries) {
      // There is no constructor of a `<<`, so it stays its text.
      if (key.kind === "scalar" && this.merger.tagOf(key) === "merge") key.value = key.source;
      else yield key;
      yield value;
    }
  }

  private *constructAll(nodes: Iterable<DraftNode>): Steps<void> {
    for (const node of nodes) {
      this.valueOf(node);
      yield;
    }
    // Filling one collection adds those inside of it; the filled ones are let go, level by level.
    while (this.unfilled.length > 0) {
      const level = this.unfilled;
      this.unfilled = [];
      for (const collection of level) {
        yield;
        if (!this.fillShort(collection)) yield* this.fill(collection);
      }
    }
  }

  private valueOf(node: DraftNode): PythonValue {
    if (node.kind === "alias") {
      node.value = node.target ? this.valueOf(node.target) : null;
      return node.value;
    }
    if (node.value !== null) return node.value;
    if (this.open.has(node)) {
      this.fail(node, "ConstructorError", () => t("this tuple contains itself"));
      return null;
    }
    if (node.kind !== "scalar" && this.nulls.has(node)) return null;
    node.value = this.start(node);
    if (node.value === null && node.kind !== "scalar") this.nulls.add(node);
    return node.value;
  }

  private start(node: DraftTarget): PythonValue {
    if (node.kind === "scalar" && node.style !== "plain" && !node.properties) return node.source;
    const tag = this.merger.tagOf(node);
    if (tag === "str" && node.kind === "scalar") return node.source;
    const shape = SHAPES.get(tag);
    if (shape) return this.startCollection(node, shape);
    if (tag === "python/tuple") return this.tuple(node);
    try {
      if (tag.startsWith(pythonName)) return constructName(tag, this.scalarSource(node));
      if (isScalarTag(tag) || node.kind === "scalar") return constructScalar(tag, this.scalarSource(node));
      throw new PythonError("ConstructorError", t("PyYAML does not know the tag '{0}'", tag));
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      this.failAs(node, error);
      return node.kind === "scalar"
        ? node.source
        : this.startCollection(node, node.kind === "list" ? "list" : "dict");
    }
  }

  private startCollection(node: DraftTarget, shape: Unfilled["shape"]): PythonValue {
    if (shape === "dict") {
      const dict = new Map<PythonValue, PythonValue>();
      this.unfilled.push({ shape, node, dict });
      return dict;
    }
    if (shape === "set") {
      const members: PythonValue[] = [];
      this.unfilled.push({ shape, node, members });
      return new PythonSet(members);
    }
    // Made of its length at once, so that it has no room for more.
    const items = shape === "list" && node.kind === "list" ? node.items.map(() => null) : [];
    this.unfilled.push({ shape, node, items });
    return items;
  }

  private tuple(node: DraftTarget): PythonValue {
    if (!this.expect(node, "list")) return null;
    if (this.open.size === deepestTuples) {
      this.fail(node, "RecursionError", () => t("tuples are nested too deep"));
      return null;
    }
    this.open.add(node);
    const value = new PythonTuple(node.items.map((item) => this.valueOf(item)));
    this.open.delete(node);
    return value;
  }

  /** The text of a scalar, or of the `=` entry of a mapping. */
  private scalarSource(node: DraftTarget): string {
    if (node.kind === "scalar") return node.source;
    let at: DraftTarget | undefined = node;
    for (let depth = 0; at?.kind === "map" && depth < deepestValue; depth++) {
      const entry: DraftEntry | undefined = this.merger.valueEntryOf(at);
      at = entry && targetOf(entry.value);
      if (at?.kind === "scalar") return at.source;
    }
    throw new PythonError("ConstructorError", t("this tag needs a single value"));
  }

  /** Most collections of a nested text are short, and each would be steps of its own. */
  private fillShort(collection: Unfilled): boolean {
    const { shape, node } = collection;
    if (shape === "dict" && node.kind === "map") return this.fillShortDict(node, collection.dict);
    if (shape !== "list" || node.kind !== "list" || node.items.length > SHORT) return false;
    for (let index = 0; index < node.items.length; index++) {
      const item = node.items[index];
      if (item !== undefined) collection.items[index] = this.valueOf(item);
    }
    return true;
  }

  private fillShortDict(node: DraftMap, dict: Map<PythonValue, PythonValue>): boolean {
    if (node.entries.length > SHORT) return false;
    const entries = this.merger.entriesOf(node);
    if (entries.length > SHORT) return false;
    const builder = new DictBuilder(this.identities, dict);
    this.keepMerges(node, entries);
    for (const entry of entries) this.fillEntry(entry, builder);
    return true;
  }

  private *fill(collection: Unfilled): Steps<void> {
    const { node } = collection;
    switch (collection.shape) {
      case "list":
        if (!this.expect(node, "list")) return;
        for (const [index, item] of node.items.entries()) {
          collection.items[index] = this.valueOf(item);
          yield;
        }
        return;
      case "pairs":
        if (this.expect(node, "list")) this.fillPairs(node, collection.items);
        return;
      case "dict":
        if (this.expect(node, "map"))
          yield* this.fillDict(node, new DictBuilder(this.identities, collection.dict));
        return;
      case "set": {
        if (!this.expect(node, "map")) return;
        const builder = new DictBuilder(this.identities);
        yield* this.fillDict(node, builder);
        for (const member of builder.dict.keys()) collection.members.push(member);
      }
    }
  }

  private *fillDict(node: DraftMap, builder: DictBuilder): Steps<void> {
    const entries = this.merger.entriesOf(node);
    this.keepMerges(node, entries);
    for (const entry of entries) {
      yield;
      this.fillEntry(entry, builder);
    }
  }

  private keepMerges(node: DraftMap, entries: readonly DraftEntry[]): void {
    if (entries === node.entries) return;
    node.assigned = entries;
    for (const entry of node.entries) this.mergeEntries.push(entry);
  }

  private fillEntry({ key: keyNode, value: valueNode }: DraftEntry, builder: DictBuilder): void {
    const key = this.valueOf(keyNode);
    if (!isHashable(key)) {
      this.fail(keyNode, "ConstructorError", () =>
        t("found unhashable key: a list or a mapping cannot be a key"),
      );
      this.valueOf(valueNode);
      return;
    }
    const value = this.valueOf(valueNode);
    try {
      builder.set(key, value);
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      this.failAs(keyNode, error);
    }
  }

  /** `!!omap` and `!!pairs`: a list of mappings of one entry each. */
  private fillPairs(node: DraftList, items: PythonValue[]): void {
    for (const item of node.items) {
      const map = targetOf(item);
      const entry = map?.kind === "map" && map.entries.length === 1 ? map.entries[0] : undefined;
      if (entry) items.push(new PythonTuple([this.valueOf(entry.key), this.valueOf(entry.value)]));
      else this.fail(item, "ConstructorError", () => t("each entry of this list must be one 'key: value'"));
    }
  }

  private expect<Kind extends "list" | "map">(
    node: DraftTarget,
    kind: Kind,
  ): node is Extract<DraftTarget, { kind: Kind }> {
    if (node.kind === kind) return true;
    this.fail(node, "ConstructorError", () =>
      kind === "list" ? t("this tag needs a list") : t("this tag needs a mapping"),
    );
    return false;
  }

  private failAs(node: DraftNode, { raises, message }: PythonError): void {
    this.fail(node, raises, () => message);
  }

  /** Only the first problem is told, and there may be a million. */
  private fail(node: DraftNode, raises: string, message: () => string): void {
    this.problem ??= { raises, message: message(), span: markOf(node) };
  }
}

/** Where PyYAML points: the node's start; a scalar is marked whole. */
function markOf(node: DraftNode): Span {
  if (node.kind === "alias") return node.span;
  const start = node.properties?.span.start ?? node.span.start;
  if (node.kind === "scalar") return { start, end: node.span.end };
  return node.properties?.span ?? { start, end: Math.min(start + 1, node.span.end) };
}

/** `!!python/name:module.name`: an object of the program, which is unknown here. */
function constructName(tag: string, source: string): PythonObject {
  const name = tag.slice(pythonName.length);
  if (source !== "" || name === "") {
    throw new PythonError("ConstructorError", t("'!!python/name:' is followed by a name and has no value"));
  }
  return new PythonObject("object", name);
}
