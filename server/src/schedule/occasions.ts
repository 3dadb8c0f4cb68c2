/** Multiples of `step` from the first to the last iteration that it may be; all whole numbers. */
export interface Interval {
  readonly step: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The iterations in which one kind of event happens, in order and each once. Those of an interval are counted and not
 * listed: a run may evaluate millions of times.
 */
export class Occasions implements Iterable<number> {
  readonly #interval: Interval | undefined;
  /** Iterations beside those of the interval, in order. */
  readonly #single: readonly number[];

  constructor(single: Iterable<number>, interval?: Interval) {
    const start = interval && interval.step * Math.ceil(interval.from / interval.step);
    const isWithin = interval !== undefined && start !== undefined && start <= interval.to;
    this.#interval = isWithin ? { ...interval, from: start } : undefined;
    // Sorted first: a Set takes long for numbers that it takes for alike.
    const sorted = [...single].filter((it) => !this.#isOfInterval(it)).sort((a, b) => a - b);
    this.#single = sorted.filter((it, index) => it !== sorted[index - 1]);
  }

  static readonly none = new Occasions([]);

  /** These and a few others. */
  and(others: Iterable<number>): Occasions {
    return new Occasions([...this.#single, ...others], this.#interval);
  }

  get count(): number {
    const interval = this.#interval;
    const regular =
      interval === undefined ? 0 : Math.floor((interval.to - interval.from) / interval.step) + 1;
    return regular + this.#single.length;
  }

  get last(): number | undefined {
    return this.lastUpTo(Number.POSITIVE_INFINITY);
  }

  has(iteration: number): boolean {
    return this.#isOfInterval(iteration) || this.#single.includes(iteration);
  }

  /** The last one that is not behind an iteration. */
  lastUpTo(iteration: number): number | undefined {
    const single = this.#single.findLast((it) => it <= iteration);
    const { step, from, to } = this.#interval ?? { step: 1, from: 0, to: -1 };
    const regular = step * Math.floor(Math.min(to, iteration) / step);
    return regular < from ? single : Math.max(regular, single ?? regular);
  }

  *[Symbol.iterator](): Generator<number> {
    const { step, from, to } = this.#interval ?? { step: 1, from: 0, to: -1 };
    let regular = from;
    for (const single of this.#single) {
      for (; regular <= to && regular < single; regular += step) yield regular;
      yield single;
    }
    for (; regular <= to; regular += step) yield regular;
  }

  #isOfInterval(iteration: number): boolean {
    const { step, from, to } = this.#interval ?? { step: 1, from: 0, to: -1 };
    return iteration >= from && iteration <= to && iteration % step === 0;
  }
}
