import { t } from "../base/l10n";
import type { Steps } from "../base/steps";
import {
  DraftAlias,
  DraftEntry,
  DraftList,
  DraftMap,
  type DraftNode,
  DraftScalar,
  type DraftTarget,
} from "./draft";
import { endBefore } from "./layout";
import { missingComma } from "./repair";
import type { Scanner } from "./scanner";
import { describeToken, type Token, type TokenKind } from "./token";
import type { NodeProperties, Span } from "./tree";

/** Tag handles that need no `%TAG`. */
const DEFAULT_HANDLES: ReadonlyMap<string, string> = new Map([
  ["!", "!"],
  ["!!", "tag:yaml.org,2002:"],
]);

/** PyYAML composes recursively and hits Python's recursion limit a little below 500 levels. */
const deepestNesting = 480;

/** The tokens before which an item, a key or a value is missing. */
const NO_ITEM: readonly TokenKind[] = ["blockEntry", "blockEnd"];
const NO_INDENTLESS_ITEM: readonly TokenKind[] = ["blockEntry", "key", "value", "blockEnd"];
const NOTHING: readonly TokenKind[] = ["key", "value", "blockEnd"];
const NO_KEY_IN_LIST: readonly TokenKind[] = ["value", "flowEntry", "flowListEnd"];
const NO_VALUE_IN_LIST: readonly TokenKind[] = ["flowEntry", "flowListEnd"];
const NO_KEY_IN_MAP: readonly TokenKind[] = ["value", "flowEntry", "flowMapEnd"];
const NO_VALUE_IN_MAP: readonly TokenKind[] = ["flowEntry", "flowMapEnd"];

/** Entries of deeper levels in one step. */
const DEEP_ENTRIES = 64;

/** A handle of one character may stand for a whole text, and be written as often. */
const mostExpanded = 20_000_000;

/** A text of 2 MB could hold a million, each of which takes 200 to 800 bytes. */
const mostCollections = 200_000;

type TagToken = Token & { readonly kind: "tag" };
type AnchorToken = Token & { readonly kind: "alias" | "anchor" };

/** Where a node stands decides which collections may start there. */
type Context = "block" | "blockValue" | "flow";

/**
 * Builds the nodes of the one document of a stream, as PyYAML's parser and composer do.
 * After a problem the scanner gives `stop` tokens only, which end every open collection.
 */
export class Composer {
  private handles = DEFAULT_HANDLES;
  private readonly anchors = new Map<string, DraftTarget>();
  private depth = 0;
  private deepEntries = 0;
  private collections = 0;
  /** Characters that handles of tags stood for. */
  private expanded = 0;

  constructor(private readonly scanner: Scanner) {}

  /** The root, or undefined when there is no document; a step for each entry of the root and of its values, and some below. */
  *compose(): Steps<DraftNode | undefined> {
    const { scanner } = this;
    let root: DraftNode | undefined;
    if (!scanner.at("directive", "documentStart", "streamEnd")) {
      root = yield* this.rootNode();
    } else if (this.documentStart()) {
      root = scanner.at("directive", "documentStart", "documentEnd", "streamEnd")
        ? emptyScalar(scanner.peek().span.start)
        : yield* this.rootNode();
    }
    if (scanner.at("documentEnd")) scanner.take();
    const next = scanner.peek();
    if (root && this.documentStart()) {
      this.stop("ComposerError", t("a config is one document; here a second one starts"), next.span);
    }
    return root;
  }

  /** Reads up to and including `---`; false at the end of the stream and after a problem. */
  private documentStart(): boolean {
    const { scanner } = this;
    while (scanner.at("documentEnd")) scanner.take();
    if (scanner.at("streamEnd", "stop")) return false;
    this.directives();
    if (!scanner.at("documentStart")) {
      this.unexpected(t("the document ended before this line; expected '---' or the end of the file"));
      return false;
    }
    scanner.take();
    return true;
  }

  private directives(): void {
    const handles = new Map<string, string>();
    let versions = 0;
    while (this.scanner.at("directive")) {
      const token = this.scanner.take();
      if (token.kind !== "directive") return;
      if (token.version !== undefined && ++versions > 1) {
        this.stop("ParserError", t("a second %YAML directive"), token.span);
      } else if (token.version !== undefined && token.version !== "1") {
        this.stop("ParserError", t("PyYAML reads YAML 1.x only"), token.span);
      } else if (token.tag && handles.has(token.tag.handle)) {
        this.stop("ParserError", t("a second %TAG directive for '{0}'", token.tag.handle), token.span);
      } else if (token.tag) {
        handles.set(token.tag.handle, token.tag.prefix);
      }
    }
    this.handles = new Map([...DEFAULT_HANDLES, ...handles]);
  }

  private *rootNode(): Steps<DraftNode | undefined> {
    const node = this.begin("block");
    if (isCollection(node)) {
      yield* this.fill(node);
      withoutRoom(node);
    }
    return node;
  }

  /** What is in a collection that has begun below another. Most nodes are none, and are spared the generator. */
  private *inside(node: DraftList | DraftMap): Steps<void> {
    this.depth++;
    if (this.depth >= deepestNesting)
      this.stopHere("RecursionError", t("nested more than {0} levels deep", deepestNesting));
    else this.countCollection();
    if (!this.scanner.problem) {
      yield* this.fill(node);
      withoutRoom(node);
    }
    this.depth--;
  }

  private countCollection(): void {
    if (++this.collections > mostCollections)
      this.stopHere("MemoryError", t("more than {0} lists and mappings", mostCollections));
  }

  private stopHere(raises: string, message: string): void {
    this.stop(raises, message, this.scanner.peek().span);
  }

  /** Whether it is time for a step: each goes through all levels, so the deep ones make few. */
  private isStep(): boolean {
    return this.depth <= 1 || ++this.deepEntries % DEEP_ENTRIES === 0;
  }

  /**
   * One node with its properties; a collection still stands at its first token. Undefined when the reader stopped before
   * there was one.
   */
  private begin(context: Context): DraftNode | undefined {
    const { scanner } = this;
    const token = scanner.peek();
    if (token.kind === "alias") return this.alias(token);
    const properties = this.properties();
    if (scanner.problem) return undefined;
    const content = scanner.peek();
    if (content.kind === "stop") return undefined;
    const node = startNode(content, context, properties);
    if (node === undefined) {
      this.unexpected(t("expected a value, but found {0}", describeToken(content.kind)));
      return undefined;
    }
    if (properties) node.properties = properties;
    if (!this.register(node, properties)) return undefined;
    if (node.kind === "scalar" && content.kind === "scalar") scanner.take();
    return node;
  }

  private alias(token: AnchorToken): DraftNode {
    this.scanner.take();
    const target = this.anchors.get(token.name);
    if (target === undefined) {
      this.stop("ComposerError", t("no anchor '&{0}' before this alias", token.name), token.span);
    }
    return new DraftAlias(token.span, token.name, target);
  }

  /** `&anchor !tag` or `!tag &anchor`. */
  private properties(): NodeProperties | undefined {
    const { scanner } = this;
    let anchor: AnchorToken | undefined;
    let tag: TagToken | undefined;
    let span: Span | undefined;
    while (anchor === undefined || tag === undefined) {
      const token = scanner.peek();
      if (token.kind === "anchor" && anchor === undefined) anchor = token;
      else if (token.kind === "tag" && tag === undefined) tag = token;
      else break;
      span = { start: span?.start ?? token.span.start, end: token.span.end };
      scanner.take();
    }
    if (span === undefined) return undefined;
    return {
      span,
      ...(anchor === undefined
        ? {}
        : { anchor: anchor.name, anchorSpan: { start: anchor.span.start + 1, end: anchor.span.end } }),
      ...(tag === undefined ? {} : { tag: this.expandTag(tag) }),
    };
  }

  private expandTag(token: TagToken): string {
    if (token.handle === undefined) return token.suffix;
    const prefix = this.handles.get(token.handle);
    if (prefix === undefined) {
      this.stop("ParserError", t("no %TAG directive for '{0}'", token.handle), token.span);
    }
    this.expanded += prefix?.length ?? 0;
    if (this.expanded > mostExpanded) {
      const message = t("the %TAG directives give more than {0} characters", mostExpanded);
      this.stop("MemoryError", message, token.span);
      return token.suffix;
    }
    return `${prefix ?? ""}${token.suffix}`;
  }

  /** Makes an anchored node known to the aliases after it; false when the name is taken. */
  private register(node: DraftTarget, properties: NodeProperties | undefined): boolean {
    const anchor = properties?.anchor;
    if (anchor === undefined || properties === undefined) return true;
    if (this.anchors.has(anchor)) {
      this.stop("ComposerError", t("a second anchor '&{0}'", anchor), properties.span);
      return false;
    }
    this.anchors.set(anchor, node);
    return true;
  }

  private fill(node: DraftList | DraftMap): Steps<void> {
    if (node.kind === "map") return node.flow ? this.flowMap(node) : this.blockMap(node);
    return node.flow ? this.flowList(node) : this.blockList(node);
  }

  private *blockList(node: DraftList): Steps<void> {
    const { scanner } = this;
    /** The dashes of an indentless list are not indented below its key. */
    const isIndentless = scanner.at("blockEntry");
    const absent = isIndentless ? NO_INDENTLESS_ITEM : NO_ITEM;
    if (!isIndentless) scanner.take();
    let { end } = node;
    while (scanner.at("blockEntry")) {
      const dash = scanner.take();
      const item = scanner.at(...absent) ? emptyScalar(dash.span.end) : this.begin("block");
      if (isCollection(item)) yield* this.inside(item);
      end = item ? item.end : dash.span.end;
      if (item) node.items.push(item);
      if (this.isStep()) yield;
    }
    node.end = end;
    if (isIndentless) return;
    if (scanner.at("blockEnd")) {
      scanner.take();
    } else {
      const found = describeToken(scanner.peek().kind);
      this.unexpected(t("expected another list entry ('-') or less indentation, but found {0}", found));
    }
  }

  private *blockMap(node: DraftMap): Steps<void> {
    const { scanner } = this;
    scanner.take();
    while (scanner.at("key")) {
      const entry = yield* this.entry("blockValue", NOTHING, NOTHING);
      if (entry) node.entries.push(entry);
      if (this.isStep()) yield;
    }
    node.end = node.entries.at(-1)?.end ?? node.end;
    if (scanner.at("blockEnd")) {
      scanner.take();
    } else {
      const found = describeToken(scanner.peek().kind);
      this.unexpected(t("expected another key or less indentation, but found {0}", found));
    }
  }

  private *flowList(node: DraftList): Steps<void> {
    const { scanner } = this;
    const open = scanner.take();
    for (let first = true; !scanner.at("flowListEnd"); first = false) {
      if (!first && !this.comma("]", open)) break;
      if (scanner.at("flowListEnd")) break;
      const isPair = scanner.at("key");
      const item = isPair ? yield* this.pair() : this.begin("flow");
      if (!isPair && isCollection(item)) yield* this.inside(item);
      if (item) node.items.push(item);
      if (this.isStep()) yield;
    }
    this.closeFlow(node);
  }

  /** `a: b` inside of a flow list: a mapping of one entry. */
  private *pair(): Steps<DraftNode> {
    const { start } = this.scanner.peek().span;
    this.countCollection();
    const entry = yield* this.entry("flow", NO_KEY_IN_LIST, NO_VALUE_IN_LIST);
    return new DraftMap({ start, end: entry?.end ?? start }, true, entry ? [entry] : []);
  }

  private *flowMap(node: DraftMap): Steps<void> {
    const { scanner } = this;
    const open = scanner.take();
    for (let first = true; !scanner.at("flowMapEnd"); first = false) {
      if (!first && !this.comma("}", open, isAlone(node.entries.at(-1)))) break;
      if (scanner.at("flowMapEnd")) break;
      const entry = scanner.at("key")
        ? yield* this.entry("flow", NO_KEY_IN_MAP, NO_VALUE_IN_MAP)
        : yield* this.keyAlone();
      if (entry) node.entries.push(entry);
      if (this.isStep()) yield;
    }
    this.closeFlow(node);
  }

  private *keyAlone(): Steps<DraftEntry | undefined> {
    const key = this.begin("flow");
    if (isCollection(key)) yield* this.inside(key);
    if (key === undefined || this.scanner.problem) return undefined;
    return new DraftEntry(startOf(key), key.end, key, emptyScalar(key.end));
  }

  /** Takes the comma between two entries; behind a key that stands alone it may be a colon that is missing. */
  private comma(close: string, open: Token, isBehindKey = false): boolean {
    if (this.scanner.at("flowEntry")) {
      this.scanner.take();
      return true;
    }
    if (this.scanner.problem) return false;
    const found = describeToken(this.scanner.peek().kind);
    const line = this.scanner.lineOf(open.span.start) + 1;
    const message = t("expected ',' or the '{0}' of line {1}, but found {2}", close, line, found);
    const { kind, span } = this.scanner.peek();
    const edit = missingComma(this.scanner.text, span.start, kind === "value");
    // A comma before the bracket, or behind a comment, is none of these.
    const isBetween = (at: number) =>
      at >= open.span.end && !this.scanner.comments.some((comment) => comment.span.end === at);
    // No key is a collection: before one a colon is missing.
    const isKey = close === "]" || (kind !== "flowMapStart" && kind !== "flowListStart");
    const isEntry = isKey && (!isBehindKey || kind === "key" || kind === "value");
    const repair = edit && isEntry && isBetween(edit.span.start) ? edit : undefined;
    const comma =
      repair && !isBehindKey
        ? endBefore(this.scanner.text, repair.span.start, this.scanner.comments)
        : undefined;
    this.scanner.stop({
      raises: "ParserError",
      message,
      span,
      repair,
      ...(comma !== undefined && { missingComma: comma }),
    });
    return false;
  }

  private closeFlow(node: DraftList | DraftMap): void {
    node.end = this.scanner.at("stop") ? lastEnd(node) : this.scanner.take().span.end;
  }

  /** One entry; `noKey` and `noValue` are the tokens before which a key or a value is missing. */
  private *entry(
    context: Context,
    noKey: readonly TokenKind[],
    noValue: readonly TokenKind[],
  ): Steps<DraftEntry | undefined> {
    const { scanner } = this;
    const mark = scanner.take();
    const key = scanner.at(...noKey) ? emptyScalar(mark.span.end) : this.begin(context);
    if (isCollection(key)) yield* this.inside(key);
    if (key === undefined) return undefined;
    const start = Math.min(mark.span.start, startOf(key));
    if (scanner.at("stop")) return undefined;
    if (!scanner.at("value")) {
      return new DraftEntry(start, key.end, key, emptyScalar(key.end));
    }
    const colon = scanner.take();
    const value = scanner.at(...noValue) ? emptyScalar(colon.span.end) : this.begin(context);
    if (isCollection(value)) yield* this.inside(value);
    if (value === undefined) return undefined;
    return new DraftEntry(start, value.end, key, value);
  }

  private unexpected(message: string): void {
    this.stop("ParserError", message, this.scanner.peek().span);
  }

  private stop(raises: string, message: string, span: Span): void {
    this.scanner.stop({ raises, message, span });
  }
}

/** Whether a key has no value and no colon either. */
function isAlone(entry: DraftEntry | undefined): boolean {
  return entry !== undefined && entry.value.end === entry.key.end;
}

function isCollection(node: DraftNode | undefined): node is DraftList | DraftMap {
  return node?.kind === "list" || node?.kind === "map";
}

/** The node that starts at a token, still empty; undefined when none can start there. */
function startNode(
  token: Token,
  context: Context,
  properties: NodeProperties | undefined,
): DraftScalar | DraftList | DraftMap | undefined {
  const { span } = token;
  switch (token.kind) {
    case "scalar":
      return new DraftScalar(span, token.style, token.source);
    case "flowListStart":
      return new DraftList(span, true);
    case "flowMapStart":
      return new DraftMap(span, true);
    case "blockListStart":
      if (context !== "flow") return new DraftList(span, false);
      break;
    case "blockMapStart":
      if (context !== "flow") return new DraftMap(span, false);
      break;
    case "blockEntry":
      if (context === "blockValue") return new DraftList(span, false);
      break;
  }
  return properties && emptyScalar(properties.span.end);
}

/** An array that grows has room for sixteen more; a million lists of one item each would be mostly room. */
const SMALL = 16;

function withoutRoom(node: DraftList | DraftMap): void {
  if (node.kind === "list" && node.items.length <= SMALL) node.items = node.items.slice();
  if (node.kind === "map" && node.entries.length <= SMALL) node.entries = node.entries.slice();
}

function emptyScalar(offset: number): DraftScalar {
  return new DraftScalar({ start: offset, end: offset }, "plain", "");
}

/** Where a node starts, its anchor and tag included. */
function startOf(node: DraftNode): number {
  return node.kind === "alias" ? node.start : (node.properties?.span.start ?? node.start);
}

function lastEnd(node: DraftList | DraftMap): number {
  const last = node.kind === "list" ? node.items.at(-1) : node.entries.at(-1);
  return last?.end ?? node.end;
}
