import type { Numbers } from "../../../../protocol/report";
import { baseName } from "../../base/baseName";
import { ownValue } from "../../base/ownValue";
import type { Launch } from "../../launch/launch";
import { equals } from "../../python/compare";
import { isDict, type PythonValue } from "../../yaml/value";
import { type EffectiveValue, effectiveValues, type Origin } from "../effective";
import { assumptionsOf, missingFor } from "../report/assumptions";
import { type NumbersOptions, numbersOf } from "../report/numbers";
import { noReport } from "../report/report";
import { shownValue } from "../shownValue";

/** Two launches by what NeoX would hold, not by what their files say. */
export interface Comparison {
  readonly titles: Pair<string>;
  /** The values that differ; one that a file sets to the default equals one that is left out. */
  readonly differences: readonly Difference[];
  readonly numbers: Readonly<Record<Figure, Pair<number | null>>>;
  /** Parameters without those that only the vocabulary would tell. */
  readonly withoutEmbeddings: Pair<number | null>;
  /** Why figures of a side are unknown, and what others rest on, as sentences. */
  readonly reasons: Pair<readonly string[]>;
}

export type Pair<Value> = readonly [left: Value, right: Value];

/** Parameters of the model, bytes on the fullest GPU, sequences per step; null where unknown. */
export type Figure = "parameters" | "memory" | "sequencesPerStep";

export interface Difference {
  /** `hidden_size`, and `optimizer.params.lr` inside of a mapping. */
  readonly name: string;
  readonly sides: Pair<Side>;
}

export interface Side {
  /** Undefined where it is absent or unknown. */
  readonly value: PythonValue | undefined;
  readonly origin: Origin;
}

/** What differs between two launches, by name; all pure arithmetic, nothing is thrown. */
export function compareLaunches(left: Launch, right: Launch, options: NumbersOptions = {}): Comparison {
  return {
    titles: [titleOf(left), titleOf(right)],
    differences: eachOnce(differencesOf(leavesOf(left), leavesOf(right))),
    ...figuresOf(left, right, options),
  };
}

function titleOf({ files }: Launch): string {
  return files.map(({ path }) => baseName(path)).join(" + ");
}

/** Every value that is no mapping, by its path. The texts of the files that NeoX keeps say nothing of their own. */
function leavesOf(launch: Launch): ReadonlyMap<string, Side> {
  const values = effectiveValues(launch).filter(({ name }) => name !== "config_files");
  const found = new Map<string, Side>();
  for (const it of values) {
    const most = Math.min(MOST_LEAVES, MOST_OF_ALL - found.size);
    for (const [path, side] of leaves(it.name, it.value, it, most)) found.set(path, side);
  }
  return found;
}

/** Levels of mappings that are taken apart; NeoX's own have three. */
const DEEPEST = 10;
/** Values of one argument: a mapping that aliases make larger is compared as a whole. */
const MOST_LEAVES = 1000;
/** Values of all arguments; those behind them are compared as wholes. */
const MOST_OF_ALL = 10_000;

function leaves(
  path: string,
  value: PythonValue | undefined,
  { origin }: Pick<EffectiveValue, "origin">,
  most: number,
): (readonly [string, Side])[] {
  const whole: readonly [string, Side] = [path, { value, origin }];
  const found: (readonly [string, Side])[] = [];
  // One that contains itself is a leaf inside.
  const add = (at: string, inside: PythonValue, around: readonly PythonValue[]) => {
    if (found.length > most) return;
    const isWhole = around.includes(inside) || around.length === DEEPEST;
    if (isWhole || !isDict(inside) || inside.size === 0) found.push([at, { value: inside, origin }]);
    else for (const [key, item] of inside) add(`${at}.${shownValue(key)}`, item, [...around, inside]);
  };
  if (value !== undefined) add(path, value, []);
  return found.length === 0 || found.length > most ? [whole] : found;
}

const ABSENT: Side = { value: undefined, origin: "default" };

function differencesOf(left: ReadonlyMap<string, Side>, right: ReadonlyMap<string, Side>): Difference[] {
  const names = [...new Set([...left.keys(), ...right.keys()])].sort();
  return names.flatMap((name): Difference[] => {
    const sides = [left.get(name) ?? ABSENT, right.get(name) ?? ABSENT] as const;
    return isSame(sides[0].value, sides[1].value) ? [] : [{ name, sides }];
  });
}

/** What NeoX holds under a second name as well. */
const SAME_AS: Readonly<Record<string, string>> = {
  lr: "optimizer.params.lr",
  optimizer_type: "optimizer.type",
  zero_stage: "zero_optimization.stage",
  zero_reduce_scatter: "zero_optimization.reduce_scatter",
  zero_contiguous_gradients: "zero_optimization.contiguous_gradients",
  zero_reduce_bucket_size: "zero_optimization.reduce_bucket_size",
  zero_allgather_bucket_size: "zero_optimization.allgather_bucket_size",
  batch_size: "train_micro_batch_size_per_gpu",
  gas: "gradient_accumulation_steps",
};

/** Without what differs only as its other name does. */
function eachOnce(differences: readonly Difference[]): Difference[] {
  const byName = new Map(differences.map((it) => [it.name, it]));
  return differences.filter(({ name, sides: [left, right] }) => {
    const other = byName.get(ownValue(SAME_AS, name) ?? "");
    if (other === undefined) return true;
    const [otherLeft, otherRight] = other.sides;
    return !isSame(left.value, otherLeft.value) || !isSame(right.value, otherRight.value);
  });
}

function isSame(left: PythonValue | undefined, right: PythonValue | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return equals(left, right);
}

function figuresOf(
  left: Launch,
  right: Launch,
  options: NumbersOptions,
): Pick<Comparison, "numbers" | "withoutEmbeddings" | "reasons"> {
  const [one, other] = [numbersOf(left, options), numbersOf(right, options)];
  return {
    numbers: {
      parameters: [one?.parameters.total ?? null, other?.parameters.total ?? null],
      memory: [one?.memory?.total ?? null, other?.memory?.total ?? null],
      sequencesPerStep: [one?.compute.sequencesPerStep ?? null, other?.compute.sequencesPerStep ?? null],
    },
    withoutEmbeddings: [withoutEmbeddings(one), withoutEmbeddings(other)],
    reasons: [sentences(left, one, options), sentences(right, other, options)],
  };
}

function withoutEmbeddings(numbers: Numbers | undefined): number | null {
  if (numbers === undefined) return null;
  const { layers, finalNorm, positions } = numbers.parameters;
  return layers + finalNorm + positions;
}

function sentences(launch: Launch, numbers: Numbers | undefined, options: NumbersOptions): readonly string[] {
  if (numbers === undefined) return [noReport(launch).reason];
  return [...missingFor(launch, options), ...assumptionsOf(launch, options)].map(({ text }) => text);
}
