import type { Steps } from "./steps";

/** Milliseconds of work after which others have their turn. */
const LONGEST_SLICE = 10;

/** Rounds of the event loop in which a request that has come is read, queued, understood and answered. */
const ROUNDS = 4;

/** What comes of work that was given up because nobody wanted it any longer. */
export const SUPERSEDED = Symbol("superseded");

interface Waiting {
  /** Of the work that waits: what began later has a larger one. */
  readonly number: number;
  readonly resume: () => void;
}

/** Those who let others have their turn, in the order in which their work began. */
const waiting: Waiting[] = [];
let begun = 0;
let isServing = false;

/** Lets others have their turn: messages that have come, and other work. */
export function othersTurn(number = begun++): Promise<void> {
  return new Promise((resume) => {
    const before = waiting.findLastIndex((other) => other.number < number);
    waiting.splice(before + 1, 0, { number, resume });
    if (!isServing) void serve();
  });
}

/** One after the other goes on, by turns what began last and first: a request is not to wait for all that is checked. */
async function serve(): Promise<void> {
  isServing = true;
  for (let isLast = true; waiting.length > 0; isLast = !isLast) {
    await nextRounds();
    const next = isLast ? waiting.pop() : waiting.shift();
    next?.resume();
  }
  isServing = false;
}

async function nextRounds(): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) await new Promise<void>(soon);
}

/**
 * Node takes timers that are due one after the other and reads no message in between; browsers keep each timer back for
 * 4 ms, and none that they have a message for.
 */
const soon: (done: () => void) => void =
  typeof setImmediate === "function" ? (done) => void setImmediate(done) : byMessages();

function byMessages(): (done: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const all: (() => void)[] = [];
  port1.addEventListener("message", () => all.shift()?.());
  port1.start();
  return (done) => {
    all.push(done);
    port2.postMessage(undefined);
  };
}

/** Milliseconds of work that began in these rounds: it shares a slice, or messages would be read one by one. */
let spent = 0;

function spend(milliseconds: number): void {
  if (spent === 0)
    void nextRounds().then(() => {
      spent = 0;
    });
  spent += milliseconds;
}

/** Does work slice by slice; in between, messages of the client are read, and may make it superfluous. */
export function inSlices<Result>(steps: Steps<Result>): Promise<Result>;
export function inSlices<Result>(
  steps: Steps<Result>,
  isWanted: () => boolean,
): Promise<Result | typeof SUPERSEDED>;
export async function inSlices<Result>(
  steps: Steps<Result>,
  isWanted = () => true,
): Promise<Result | typeof SUPERSEDED> {
  const number = begun++;
  let room = LONGEST_SLICE - spent;
  for (;;) {
    const begin = performance.now();
    while (performance.now() - begin < room) {
      const step = steps.next();
      if (step.done !== true) continue;
      spend(performance.now() - begin);
      return step.value;
    }
    spend(performance.now() - begin);
    await othersTurn(number);
    if (!isWanted()) return SUPERSEDED;
    room = LONGEST_SLICE;
  }
}
