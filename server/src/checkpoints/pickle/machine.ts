import { TooLarge } from "../../bytes/byteFile";
import { Unreadable } from "./cursor";
import { Opaque, type PickleValue } from "./value";

/** Where a tuple, a list or a dict begins on the stack. */
const MARK = Symbol("mark");

/** Lists, tuples, dicts and what would be built: a rank with 100,000 tensors has about this many, and each takes some 200 bytes. */
const MOST_OBJECTS = 700_000;

type Slot = PickleValue | typeof MARK;

/** The stack and the memory that a pickle's opcodes work on, as Python's unpickler has them. */
export class PickleMachine {
  readonly #stack: Slot[] = [];
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();
  #objects = 0;

  /** @throws TooLarge for more objects than any checkpoint has. */
  push(value: PickleValue): void {
    if (typeof value === "object" && value !== null && ++this.#objects > MOST_OBJECTS)
      throw new TooLarge(`more than ${MOST_OBJECTS} objects`);
    this.#stack.push(value);
  }

  pop(): PickleValue {
    return valueIn(this.#stack.pop());
  }

  top(): PickleValue {
    return valueIn(this.#stack.at(-1));
  }

  mark(): void {
    this.#marks.push(this.#stack.length);
    this.#stack.push(MARK);
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
    this.#memo.set(index, this.top());
  }

  /** The memory fills from 0 on (protocol 4). */
  memoize(): void {
    this.put(this.#memo.size);
  }

  get(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) throw new Unreadable(`nothing is remembered as ${index}`);
    this.#stack.push(value);
  }

  /** Python would call `callable`, with `args`: here it stays what it is. */
  reduce(callable: PickleValue, args: PickleValue): void {
    this.push(new Opaque(nameOf(callable), Array.isArray(args) ? args : [args]));
  }

  setItems(pairs: readonly PickleValue[]): void {
    const target = this.top();
    const entries = target instanceof Opaque ? target.entries : target instanceof Map ? target : undefined;
    if (entries === undefined || pairs.length % 2 !== 0) throw new Unreadable("no dict to set in");
    for (let index = 0; index < pairs.length; index += 2) {
      entries.set(pairs[index] ?? null, pairs[index + 1] ?? null);
    }
  }

  append(items: readonly PickleValue[]): void {
    const target = this.top();
    const list: unknown = target instanceof Opaque ? target.items : target;
    if (!Array.isArray(list)) throw new Unreadable("no list to append to");
    // One by one: a call takes only so many arguments.
    for (const item of items) list.push(item);
  }

  add(items: readonly PickleValue[]): void {
    const target = this.top();
    if (!(target instanceof Set)) throw new Unreadable("no set to add to");
    for (const item of items) target.add(item);
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
