import type { SyntaxNode } from "@lezer/common";
import { ownValue } from "../../../base/ownValue";
import type { Steps } from "../../../base/steps";
import { elementsOf } from "../../../python/elements";
import { isDict, type PythonValue } from "../../../yaml/value";
import { ALL, type Assignment, type Assignments, SHARED } from "./assignments";
import { type Code, UPDATES } from "./code";
import { type Effort, LOST } from "./effort";
import type { Known } from "./known";
import { ANY, type Named } from "./words";

/** What is known of a launch's arguments. */
export interface ArgumentValues {
  /** Before anything is derived. */
  given(name: string): PythonValue | undefined;
  /** As gpt-neox's own steps leave it. */
  derived(name: string): PythonValue | undefined;
}

/** A value under a name. */
export interface Entry {
  readonly value: Known;
  /** The arguments that it was made from. */
  readonly keys: readonly string[];
  /** The expression that made it. */
  readonly node?: SyntaxNode;
}

export const NOTHING: Entry = { value: undefined, keys: [] };

/** A function under way. */
export interface Frame {
  readonly name: string;
  readonly definition: SyntaxNode;
  readonly variables: Map<string, Entry>;
  /** Whether gpt-neox itself calls it so. */
  readonly isOfUpstream: boolean;
  /** What the conditions read that led here, the innermost last. */
  readonly reasons: (readonly string[])[];
}

/** Names of arguments among those of variables (`Code.nameOf`). */
export const ARGUMENT = "arguments.";

/** Under which names a derivation has what gpt-neox keeps in variables. */
const VARIABLES: Readonly<Record<string, string>> = {
  global_num_gpus: "global_num_gpus",
  dp_world_size: "dataParallelSize",
  train_batch_size: "train_batch_size",
  train_micro_batch_size_per_gpu: "train_micro_batch_size_per_gpu",
  gradient_accumulation_steps: "gradient_accumulation_steps",
};

/** May give what they name to another name, or to what holds it. */
const SHARING = /^(?:Assign|Update|Return|For|With|Match)Statement$/;

/** Values within a value; a larger one may have changed. */
const MOST_LOOKED_INTO = 1000;
/** Of them, as fast as one node of the syntax tree. */
const MANY = 16;

/** What names stand for while functions run: arguments, the variables of each function, and what has been read. */
export class Memory {
  readonly frames: Frame[] = [];
  /** The arguments that were read since somebody began to look. */
  reads = new Set<string>();
  readonly #arguments = new Map<string, Entry>();
  readonly #changed = new Set<PythonValue>();
  /** Whether anything that an argument holds may be changed. */
  #areAllShared = false;

  constructor(
    private readonly code: Code,
    private readonly assignments: Assignments,
    private readonly values: ArgumentValues,
    private readonly effort: Effort,
  ) {}

  variable(name: string): Known {
    if (this.code.isElusive(name)) return undefined;
    const entry = this.frames.at(-1)?.variables.get(name);
    if (entry === undefined) return this.code.constant(name);
    this.#read(entry.keys);
    return entry.value;
  }

  /** Whether a function under way, or a part of an expression, gives a name its value. */
  isLocal(name: string): boolean {
    return this.#isVariable(name) || this.code.isElusive(name);
  }

  /** Whether calling what a name stands for may do anything: it may be a method, or a function in a function. */
  mayBeAnything(name: string): boolean {
    return this.#isVariable(name) || this.code.isGivenElsewhere(name);
  }

  #isVariable(name: string): boolean {
    return this.frames.at(-1)?.variables.has(name) === true;
  }

  argument(name: string): Known {
    this.#read([name, ...(this.#arguments.get(name)?.keys ?? [])]);
    const value = this.#held(name);
    return this.#isOfClass(name) || (this.#areAllShared && isCollection(value)) ? undefined : value;
  }

  #held(name: string): Known {
    const entry = this.#arguments.get(name);
    return entry === undefined ? this.values.given(name) : entry.value;
  }

  /** Whether an attribute is a property or a method of the class. */
  #isOfClass(name: string): boolean {
    return this.code.definitions.has(`${this.frames[0]?.name.split(".")[0]}.${name}`);
  }

  #read(keys: readonly string[]): void {
    this.effort.spend(keys.length);
    for (const key of keys) this.reads.add(key);
  }

  /** Gives a name its value; what is not known is as gpt-neox's own statements leave it. */
  set(name: string, entry: Entry, statement: SyntaxNode, definition = this.frames.at(-1)?.definition): void {
    const derived = entry.value === undefined ? this.#derived(name, statement, definition) : undefined;
    const kept = derived === undefined ? entry : { ...entry, value: derived };
    const argument = name.startsWith(ARGUMENT) ? name.slice(ARGUMENT.length) : undefined;
    // What gives a property its value may do more.
    if (argument !== undefined && this.#isOfClass(argument)) throw LOST;
    if (argument !== undefined) this.#arguments.set(argument, kept);
    else this.frames.at(-1)?.variables.set(name, kept);
  }

  /** A value after the last statement that makes it, where all that do are gpt-neox's own. */
  #derived(name: string, statement: SyntaxNode, definition: SyntaxNode | undefined): Known {
    const known = name.startsWith(ARGUMENT) ? name.slice(ARGUMENT.length) : ownValue(VARIABLES, name);
    if (known === undefined || !this.assignments.isLeftAsUpstream(name, statement, definition))
      return undefined;
    return this.values.derived(known);
  }

  /** What these statements assign, with the functions that they call, is not known any longer. */
  *forget(node: SyntaxNode): Steps<void> {
    const nodes = [node];
    const seen = new Set<string>();
    for (let next = nodes.pop(); next !== undefined; next = nodes.pop()) {
      const given = new Set<string>();
      for (const assignment of this.assignments.in(next)) {
        this.effort.spend(1);
        if (this.effort.isTurn()) yield;
        this.#forgetOne(assignment);
        given.add(assignment.name);
      }
      const called = this.assignments.calledIn(next);
      this.effort.spend(called.length);
      const unseen = new Set(called.filter((name) => !seen.has(name)));
      for (const name of [...unseen].toReversed()) {
        seen.add(name);
        // What it is nobody knows.
        const isVariable = next === node ? this.#isVariable(name) : given.has(name);
        if (isVariable || this.code.isGivenElsewhere(name)) throw LOST;
        const definitions = UPDATES.test(`self.${name}`) ? [] : this.code.definitionsNamed(name);
        this.effort.spend(definitions.length);
        nodes.push(...definitions);
      }
    }
  }

  #forgetOne({ name, statement, definition, isKept }: Assignment): void {
    if (name === ALL) throw LOST;
    if (name === SHARED) {
      this.#mayShare(statement);
      return;
    }
    const isArgument = name.startsWith(ARGUMENT);
    this.change(isArgument ? this.#held(name.slice(ARGUMENT.length)) : this.variable(name));
    if (!isKept) this.set(name, NOTHING, statement, definition);
  }

  /** What is done by a statement of the checkout's own that nobody follows, beside what it gives values. */
  #mayShare(statement: SyntaxNode): void {
    const named = this.code.namedIn(statement);
    this.effort.spend(named.taken.size);
    for (const name of named.taken) if (this.code.isMethod(name)) throw LOST;
    const isHarmless = ({ firstChild }: SyntaxNode) =>
      firstChild !== null && this.code.isHarmless(firstChild);
    if (SHARING.test(statement.name) || named.isNaming || !this.code.callsIn(statement).every(isHarmless))
      this.share(named);
  }

  /** Whether a node has statements that give values, or calls functions of the file, whenever it is run. */
  isChangedIn(node: SyntaxNode): boolean {
    const called = this.assignments.calledIn(node);
    this.effort.spend(called.length);
    return (
      this.assignments.in(node).some(({ name }) => name !== SHARED) ||
      called.some((name) => this.mayBeAnything(name) || this.code.definitionsNamed(name).length > 0)
    );
  }

  /** What these names stand for may be changed from now on under names that nobody knows. */
  share({ variables, attributes }: Named): void {
    this.effort.spend(variables.size + attributes.size);
    for (const name of variables) this.change(this.variable(name));
    for (const name of attributes)
      if (name === ANY) this.#areAllShared = true;
      else this.change(this.#held(name));
  }

  /** What has this value, or one in it, may be another one now, under whatever name. */
  change(value: Known): void {
    if (!isCollection(value) || this.#changed.has(value)) return;
    const inside = new Set([value]);
    for (const each of inside) {
      this.#changed.add(each);
      const items = isDict(each) ? each.values() : (elementsOf(each) ?? []);
      for (const item of items) if (isCollection(item) && !this.#changed.has(item)) inside.add(item);
      if (inside.size > MOST_LOOKED_INTO) throw LOST;
    }
    this.effort.spend(Math.floor(inside.size / MANY));
  }

  /** Whether a value, or one in it, may be another one now. */
  isChanged(value: PythonValue): boolean {
    if (this.#changed.size === 0) return false;
    const seen = new Set([value]);
    let isChanged = false;
    for (const each of seen) {
      isChanged = this.#changed.has(each) || seen.size > MOST_LOOKED_INTO;
      if (isChanged) break;
      for (const item of typeof each === "string" ? [] : (elementsOf(each) ?? [])) seen.add(item);
      if (isDict(each)) for (const item of each.values()) seen.add(item);
    }
    this.effort.spend(Math.floor(seen.size / MANY));
    return isChanged;
  }

  /** A method of the class whose function is under way, but those that only give arguments values. */
  method(name: string): Pick<Frame, "name" | "definition"> | undefined {
    if (UPDATES.test(`self.${name}`)) return undefined;
    const qualified = `${this.frames.at(-1)?.name.split(".")[0]}.${name}`;
    const definition = this.code.definitions.get(qualified);
    return definition && { name: qualified, definition };
  }
}

/** Whether a value can be changed while it stays the same, or hold what can. */
function isCollection(value: Known): value is Extract<PythonValue, object> {
  return typeof value === "object" && value !== null;
}
