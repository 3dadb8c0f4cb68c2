import type { AliasNode, Entry, ListNode, MapNode, NodeProperties, ScalarNode, Span } from "./tree";
import type { PythonValue } from "./value";

/** Nodes while they are read: collections still grow, values are filled in at the end. */
export type DraftNode = DraftScalar | DraftList | DraftMap | DraftAlias;

/** What an alias can stand for. */
export type DraftTarget = DraftScalar | DraftList | DraftMap;

/** Where something is written. A text of 2 MB has a million such places, so each is two numbers until somebody asks. */
abstract class Placed {
  constructor(
    readonly start: number,
    public end: number,
  ) {}

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

export class DraftScalar extends Placed implements ScalarNode {
  constructor(
    { start, end }: Span,
    readonly style: ScalarNode["style"],
    readonly source: string,
    public properties: NodeProperties | undefined = undefined,
    public value: PythonValue = null,
  ) {
    super(start, end);
  }

  get kind(): "scalar" {
    return "scalar";
  }
}

export class DraftList extends Placed implements ListNode {
  constructor(
    { start, end }: Span,
    readonly flow: boolean,
    public items: DraftNode[] = [],
    public properties: NodeProperties | undefined = undefined,
    public value: PythonValue = null,
  ) {
    super(start, end);
  }

  get kind(): "list" {
    return "list";
  }
}

export class DraftMap extends Placed implements MapNode {
  constructor(
    { start, end }: Span,
    readonly flow: boolean,
    public entries: DraftEntry[] = [],
    public properties: NodeProperties | undefined = undefined,
    public value: PythonValue = null,
    public assigned: readonly DraftEntry[] | undefined = undefined,
  ) {
    super(start, end);
  }

  get kind(): "map" {
    return "map";
  }
}

export class DraftAlias extends Placed implements AliasNode {
  constructor(
    { start, end }: Span,
    readonly name: string,
    readonly target: DraftTarget | undefined,
    public value: PythonValue = null,
  ) {
    super(start, end);
  }

  get kind(): "alias" {
    return "alias";
  }
}

export class DraftEntry extends Placed implements Entry {
  constructor(
    start: number,
    end: number,
    readonly key: DraftNode,
    readonly value: DraftNode,
  ) {
    super(start, end);
  }
}
