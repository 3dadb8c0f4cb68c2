import type { AliasNode, Entry, ListNode, MapNode, ScalarNode } from "./tree";

type Draft<Node> = { -readonly [Field in keyof Node]: Node[Field] };

/** Nodes while they are read: collections still grow, values are filled in at the end. */
export type DraftNode = DraftScalar | DraftList | DraftMap | DraftAlias;

/** What an alias can stand for. */
export type DraftTarget = DraftScalar | DraftList | DraftMap;

export type DraftScalar = Draft<ScalarNode>;

export interface DraftList extends Draft<Omit<ListNode, "items">> {
  items: DraftNode[];
}

export interface DraftMap extends Draft<Omit<MapNode, "entries">> {
  entries: DraftEntry[];
}

export interface DraftAlias extends Draft<Omit<AliasNode, "target">> {
  target: DraftTarget | undefined;
}

export interface DraftEntry extends Entry {
  readonly key: DraftNode;
  readonly value: DraftNode;
}
