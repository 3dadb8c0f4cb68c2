import { isFarNumber } from "../../base/farNumber";
import { TooLarge } from "../../bytes/byteFile";
import { Unreadable } from "./cursor";
import type { Effort } from "./effort";
import { Opaque, type PickleValue } from "./value";

/** Where a tuple, a list or a dict begins on the stack. */
const MARK = Symbol("mark");

/** Lists, tuples, dicts and what would be built: a rank with 100,000 tensors has about this many, and each takes some 200 bytes. */
const MOST_OBJECTS = 700_000;

/** What lies in memory, and what dicts, lists and sets hold; a rank with 100,000 tensors has about a million. */
const MOST_KEPT = 1_500_000;

/** What lies on the stack at once: Python fills lists and dicts in batches of a thousand. */
const HIGHEST_STACK = 200_000;

/** Keys of dicts, members of sets and places of the memory: each is compared with all that may be alike. */
const MOST_FAR_NUMBERS = 5000;

/** Steps that take as long as a dict or a set, each of which takes as much memory as many numbers. */
const STEPS_OF_A_DICT = 9;

type Slot = PickleValue | typeof MARK;

/** The stack and the memory that a pickle's opcodes work on, as Python's unpickler has them. */
export class PickleMachine {
  readonly #stack: Slot[] = [];
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();
  #objects = 0;
  #kept = 0;
  #farNumbers = 0;
  readonly #effort: Effort;

  constructor(effort: Effort) {
    this.#effort = effort;
  }

  /** @throws TooLarge for more objects than any checkpoint has. */
  push(value: PickleValue): void {
    if (typeof value === "object" && value !== null && ++this.#objects > MOST_OBJECTS)
      throw new TooLarge(`more than ${MOST_OBJECTS} objects`);
    if (value instanceof Map || value instanceof Set) this.#effort.left -= STEPS_OF_A_DICT;
    this.#lay(value);
  }

  #lay(slot: Slot): void {
    if (this.#stack.push(slot) > HIGHEST_STACK)
      throw new TooLarge(`more than ${HIGHEST_STACK} values at once`);
  }

  #keep(count: number): void {
    this.#kept += count;
    if (this.#kept > MOST_KEPT) throw new TooLarge(`more than ${MOST_KEPT} values`);
  }

  #tellApart(key: unknown): void {
    if (isFarNumber(key) && ++this.#farNumbers > MOST_FAR_NUMBERS)
      throw new TooLarge(`more than ${MOST_FAR_NUMBERS} keys that are floats or large ints`);
  }

  pop(): PickleValue {
    return valueIn(this.#stack.pop());
  }

  top(): PickleValue {
    return valueIn(this.#stack.at(-1));
  }

  mark(): void {
    this.#marks.push(this.#stack.length);
    this.#lay(MARK);
  }

  /** What was pushed since the last mark; both are taken off. */
  popToMark(): readonly PickleValue[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw new Unreadable("no mark");
    return this.#stack.splice(mark).filter((it): it is PickleValue => it !== MARK);
  }

  /** Takes one value or one mark off. */
  discard(): void {
    if (this.#stack.pop() === MARK) this.#marks.pop();
  }

  popMany(count: number): readonly PickleValue[] {
    const values = this.#stack.splice(-count);
    if (values.length < count) throw new Unreadable("the stack is empty");
    return values.map(valueIn);
  }

  put(index: number): void {
    this.#keep(1);
    this.#tellApart(index);
    this.#memo.set(index, this.top());
  }

  /** The memory fills from 0 on (protocol 4). */
  memoize(): void {
    this.put(this.#memo.size);
  }

  get(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) throw new Unreadable("nothing is remembered there");
    this.#lay(value);
  }

  /** Python would call `callable`, with `args`: here it stays what it is. */
  reduce(callable: PickleValue, args: PickleValue): void {
    this.push(new Opaque(nameOf(callable), Array.isArray(args) ? args : [args]));
  }

  setItems(pairs: readonly PickleValue[]): void {
    const target = this.top();
    const entries = target instanceof Opaque ? target.entries : target instanceof Map ? target : undefined;
    // It has a dict since.
    if (target instanceof Opaque) this.#effort.left -= STEPS_OF_A_DICT;
    if (entries === undefined || pairs.length % 2 !== 0) throw new Unreadable("no dict to set in");
    this.#keep(pairs.length);
    for (let index = 0; index < pairs.length; index += 2) {
      const key = pairs[index] ?? null;
      this.#tellApart(key);
      entries.set(key, pairs[index + 1] ?? null);
    }
  }

  append(items: readonly PickleValue[]): void {
    const target = this.top();
    const list: unknown = target instanceof Opaque ? target.items : target;
    if (!Array.isArray(list)) throw new Unreadable("no list to append to");
    this.#keep(items.length);
    // One by one: a call takes only so many arguments.
    for (const item of items) list.push(item);
  }

  add(items: readonly PickleValue[]): void {
    const target = this.top();
    if (!(target instanceof Set)) throw new Unreadable("no set to add to");
    this.#keep(items.length);
    for (const item of items) {
      this.#tellApart(item);
      target.add(item);
    }
  }

  build(): void {
    const state = this.pop();
    const target = this.top();
    if (target instanceof Opaque) target.state = state;
  }
}

function valueIn(slot: Slot | undefined): PickleValue {
  if (slot === undefined || slot === MARK) throw new Unreadable("the stack is empty");
  return slot;
}

/** The name of what would be called; what is no global is called what it is. */
function nameOf(callable: PickleValue): string {
  return callable instanceof Opaque ? (callable.args.length === 0 ? callable.callable : "result") : "value";
}
