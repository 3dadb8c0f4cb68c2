import { ownValue } from "../base/ownValue";

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

const SCALES: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 };

/** Undefined for any other line. */
export function iterationOf(text: string): Iteration | undefined {
  const counted = /iteration +(\d+)\/ *(\d*)/.exec(text);
  if (counted === null) return undefined;
  return withoutAbsent({
    iteration: Number(counted[1]),
    of: counted[2] === "" ? undefined : Number(counted[2]),
    samplesPerSecond: numberBehind(text, "samples/sec:"),
    milliseconds: numberBehind(text, "elapsed time per iteration (ms):"),
    flops: flopsIn(text),
    loss: numberBehind(text, "lm_loss:"),
    lossScale: numberBehind(text, "loss scale:"),
    skipped: numberBehind(text, "number of skipped iterations:"),
    nan: numberBehind(text, "number of nan iterations:"),
  });
}

/** The word behind a label, as Python prints a number; undefined without the label. */
function numberBehind(text: string, label: string): number | undefined {
  const word = wordBehind(text, label);
  if (word === undefined) return undefined;
  if (word === "nan") return Number.NaN;
  const number = word === "inf" ? Number.POSITIVE_INFINITY : Number(word);
  return Number.isNaN(number) ? undefined : number;
}

function wordBehind(text: string, label: string): string | undefined {
  const at = text.indexOf(label);
  return at < 0
    ? undefined
    : text
        .slice(at + label.length, at + label.length + 60)
        .trim()
        .split(" ")[0];
}

/** `118.4TFLOPS`. */
function flopsIn(text: string): number | undefined {
  const word = wordBehind(text, "flops per GPU:")?.replace("FLOPS", "");
  if (word === undefined || word === "") return undefined;
  const scale = ownValue(SCALES, word.slice(-1));
  return Number(scale === undefined ? word : word.slice(0, -1)) * (scale ?? 1);
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
  const megabytes = text.includes("memory (MB) |") ? numberBehind(text, "max allocated:") : undefined;
  // NeoX divides by 1024 twice (megatron/utils.py:report_memory).
  return megabytes === undefined ? undefined : megabytes * 1024 * 1024;
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
