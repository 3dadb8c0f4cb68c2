import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { multiply } from "../../python/arithmetic";
import { compare, equals, numberOf } from "../../python/compare";
import { str } from "../../python/text";

export const BATCH_KEYS = [
  "train_batch_size",
  "train_micro_batch_size_per_gpu",
  "gradient_accumulation_steps",
] as const;

export interface BatchSizes {
  readonly train: bigint | number;
  readonly micro: bigint | number;
  readonly steps: bigint | number;
  readonly replicas: number;
}

/** Changes of one key with which the batch sizes of a launch agree; none where they already do. */
export function agreeingBatches(launch: Launch): readonly Fix[] {
  const sizes = disagreeingSizes(launch);
  return sizes === undefined ? [] : batchFixes(launch, sizes);
}

/** The batch sizes of a launch that do not agree; undefined where they do, or where one is not known. */
export function disagreeingSizes(launch: Launch): BatchSizes | undefined {
  const sizes = sizesOf(launch);
  return sizes === undefined || agree(sizes) ? undefined : sizes;
}

/** The sizes as derived; undefined where one is not known, is beyond counting or not above 0, or was made up by rounding down to 0. */
function sizesOf(launch: Launch): BatchSizes | undefined {
  const [train, micro, steps] = BATCH_KEYS.map((key) => numberOf(launch.derivation.get(key) ?? null));
  const replicas = launch.derivation.dataParallelSize;
  if (train === undefined || micro === undefined || steps === undefined || replicas === undefined)
    return undefined;
  if (![train, micro, steps].every((size) => Number.isFinite(Number(size)))) return undefined;
  const given = BATCH_KEYS.map((key) => numberOf(launch.get(key) ?? null));
  if (given.some((size) => size !== undefined && !compare(size, ">", 0n))) return undefined;
  return replicas % 1 === 0 && replicas > 0 ? { train, micro, steps, replicas } : undefined;
}

/** Micro batch × accumulation steps × replicas. */
export function product({ micro, steps, replicas }: BatchSizes) {
  const size = numberOf(multiply(multiply(micro, steps), replicas)) ?? 0n;
  return typeof size === "number" && Number.isInteger(size) ? BigInt(size) : size;
}

function agree(sizes: BatchSizes): boolean {
  return equals(sizes.train, product(sizes));
}

/** Changes of one key, or of the train batch size to the nearest ones that divide. */
export function batchFixes(launch: Launch, { train, micro, steps, replicas }: BatchSizes): Fix[] {
  const perStep = Number(micro) * replicas;
  const accumulation = Number(train) / perStep;
  const derivesMicro = launch.get("train_micro_batch_size_per_gpu") === null;
  const unit = Number(steps) * replicas;
  const below = Math.floor(Number(train) / unit) * unit;
  const trains = derivesMicro ? [below, below + unit] : [Number(micro) * unit];
  return [
    ...(!derivesMicro && Number.isInteger(accumulation) && accumulation >= 1
      ? [change(launch, "gradient_accumulation_steps", accumulation)]
      : []),
    ...trains
      .filter((size) => size > 0 && Number.isInteger(size))
      .map((size) => change(launch, "train_batch_size", size)),
  ];
}

function change(launch: Launch, key: string, value: number): Fix {
  const changed = launch.with({ [key]: BigInt(value) });
  const [train, micro, steps] = BATCH_KEYS.map((name) => str(changed.derivation.get(name) ?? null));
  return {
    title: t(
      "{0}: {1} → {2} samples a step: {3} per GPU × {4} steps",
      key,
      value,
      train ?? "",
      micro ?? "",
      steps ?? "",
    ),
    set: { [key]: BigInt(value) },
  };
}
