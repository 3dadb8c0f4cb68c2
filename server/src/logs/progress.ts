/** The line of one logged iteration (megatron/logging.py:training_log), as far as it says. */
export interface Iteration {
  readonly iteration: number;
  readonly of?: number;
  readonly samplesPerSecond?: number;
  readonly milliseconds?: number;
  /** Floating-point operations per second and GPU. */
  readonly flops?: number;
  readonly loss?: number;
  readonly lossScale?: number;
  readonly skipped?: number;
  readonly nan?: number;
}

const SCALES: Readonly<Record<string, number>> = { "": 1, K: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 };

/** Undefined for any other line. */
export function iterationOf(text: string): Iteration | undefined {
  const counted = /iteration\s+(\d+)\/\s*(\d+)?/.exec(text);
  if (counted === null) return undefined;
  const numberBehind = (label: string) => {
    const found = new RegExp(`${label}:?\\s+([-+.\\deE]+|nan|inf)`).exec(text)?.[1];
    return found === undefined ? undefined : Number(found.replace("inf", "Infinity"));
  };
  const flops = /flops per GPU:\s+([\d.]+)\s?([KMGTP]?)FLOPS/.exec(text);
  return withoutAbsent({
    iteration: Number(counted[1]),
    of: counted[2] === undefined ? undefined : Number(counted[2]),
    samplesPerSecond: numberBehind("samples/sec"),
    milliseconds: numberBehind("elapsed time per iteration \\(ms\\)"),
    flops: flops === null ? undefined : Number(flops[1]) * (SCALES[flops[2] ?? ""] ?? 1),
    loss: numberBehind("lm_loss"),
    lossScale: numberBehind("loss scale"),
    skipped: numberBehind("number of skipped iterations"),
    nan: numberBehind("number of nan iterations"),
  });
}

type Loose = { readonly [Key in keyof Iteration]: Iteration[Key] | undefined };

function withoutAbsent(loose: Loose & { readonly iteration: number }): Iteration {
  const { iteration, ...rest } = loose;
  return {
    iteration,
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  };
}

/** `after 10 iterations memory (MB) | allocated: 1.0 | max allocated: 2.0` in bytes: the most that torch held. */
export function mostMemoryOf(text: string): number | undefined {
  const found = /memory \(MB\) \|.*max allocated: ([\d.]+)/.exec(text)?.[1];
  // NeoX divides by 1024 twice (megatron/utils.py:report_memory).
  return found === undefined ? undefined : Number(found) * 1024 * 1024;
}

/** What is kept of a run's iterations, however many there are. */
export class Progress {
  /** A sample: the speeds of a long run are much alike. */
  private readonly samples: Iteration[] = [];
  private last: Iteration | undefined;
  private memory: number | undefined;
  private sawNan = false;

  add(iteration: Iteration): void {
    this.last = iteration;
    if (Number.isNaN(iteration.loss) || (iteration.nan ?? 0) > 0) this.sawNan = true;
    if (this.samples.length < MOST_SAMPLES) this.samples.push(iteration);
    else this.samples[iteration.iteration % MOST_SAMPLES] = iteration;
  }

  addMemory(bytes: number): void {
    if (bytes > (this.memory ?? 0)) this.memory = bytes;
  }

  get numbers(): RunNumbers | undefined {
    const { last } = this;
    if (last === undefined) return undefined;
    return {
      iteration: last.iteration,
      iterations: last.of ?? null,
      samplesPerSecond: median(this.samples, ({ samplesPerSecond }) => samplesPerSecond),
      flopsPerGpu: median(this.samples, ({ flops }) => flops),
      memory: this.memory ?? null,
      lossScale: last.lossScale ?? null,
      loss: last.loss !== undefined && Number.isFinite(last.loss) ? last.loss : null,
      sawNan: this.sawNan,
    };
  }
}

const MOST_SAMPLES = 500;

/** What the run itself printed of its speed; null for what it did not print. */
export interface RunNumbers {
  readonly iteration: number;
  readonly iterations: number | null;
  readonly samplesPerSecond: number | null;
  /** As NeoX counts them. */
  readonly flopsPerGpu: number | null;
  /** Bytes: the most that torch held on the GPU of rank 0. */
  readonly memory: number | null;
  readonly lossScale: number | null;
  readonly loss: number | null;
  readonly sawNan: boolean;
}

/** The first iterations compile and allocate: they are no measure. */
const WARM_UP = 2;

function median(samples: readonly Iteration[], of: (sample: Iteration) => number | undefined): number | null {
  const told = samples.flatMap((sample) => of(sample) ?? []);
  const warm = told.length > 2 * WARM_UP ? told.slice(WARM_UP) : told;
  const sorted = warm.filter((value) => value > 0).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
