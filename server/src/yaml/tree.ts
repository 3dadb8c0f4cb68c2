import type { PythonValue } from "./value";

/** Half-open span of UTF-16 code units in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `&anchor` and `!tag` in front of a node. */
export interface NodeProperties {
  readonly span: Span;
  readonly anchor?: string;
  /** Of the anchor's name, without its `&`. */
  readonly anchorSpan?: Span;
  /** The tag with its handle expanded, for example `tag:yaml.org,2002:int`; `!` is the non-specific tag. */
  readonly tag?: string;
}

/**
 * A scalar as written. `span` covers the quotes but no tag, anchor or comment. That of a block scalar ends with
 * its last line, or behind the line breaks that `|+` keeps.
 */
export interface ScalarNode {
  readonly kind: "scalar";
  readonly span: Span;
  readonly properties?: NodeProperties | undefined;
  readonly style: "plain" | "single" | "double" | "literal" | "folded";
  /** The scalar's characters after unquoting and folding, before any type is resolved. */
  readonly source: string;
  /** What PyYAML makes of it. */
  readonly value: PythonValue;
}

export interface ListNode {
  readonly kind: "list";
  readonly span: Span;
  readonly properties?: NodeProperties | undefined;
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
  readonly value: PythonValue;
}

/** A mapping. `entries` are all written ones in source order, duplicates and `<<` included. */
export interface MapNode {
  readonly kind: "map";
  readonly span: Span;
  readonly properties?: NodeProperties | undefined;
  readonly flow: boolean;
  readonly entries: readonly Entry[];
  /** With a `<<`: the entries that PyYAML assigns, the merged ones first, so that the last of a key wins. */
  readonly assigned?: readonly Entry[] | undefined;
  /** The dict PyYAML constructs: merges applied, last duplicate wins. */
  readonly value: PythonValue;
}

/** `*name`: `target` is the anchored node, whose value it shares. */
export interface AliasNode {
  readonly kind: "alias";
  readonly span: Span;
  readonly name: string;
  readonly target: YamlNode | undefined;
  readonly value: PythonValue;
}

export type YamlNode = ScalarNode | ListNode | MapNode | AliasNode;

/** One `key: value` of a mapping as written. A missing value is a plain scalar of zero width after the colon. */
export interface Entry {
  readonly key: YamlNode;
  readonly value: YamlNode;
  /** From the key's first character (or its `?`) to the value's last; no trailing comma or comment. */
  readonly span: Span;
}

/** Where and why PyYAML stops reading. */
export interface YamlProblem {
  readonly message: string;
  readonly span: Span;
  /** The PyYAML exception, for example `ParserError` or `ConstructorError`. */
  readonly raises: string;
  /** Where a comma was forgotten, when that is all that is missing here. */
  readonly missingComma?: number;
}

/** One text, read once. What could not be read is left out of `root`, and `problems` says why. */
export interface YamlDocument {
  readonly text: string;
  readonly root: YamlNode | undefined;
  readonly problems: readonly YamlProblem[];
  /** `# ...` comments in order; `span` covers the `#`. */
  readonly comments: readonly Comment[];
}

export interface Comment {
  readonly span: Span;
  /** The text after `#`, trimmed. */
  readonly text: string;
}
