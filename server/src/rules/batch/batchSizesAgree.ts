import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { multiply } from "../../python/arithmetic";
import { compare, equals, numberOf } from "../../python/compare";
import { str } from "../../python/text";
import { isSettled } from "../certainty";
import { defineRule, type Fix } from "../rule";

const KEYS = ["train_batch_size", "train_micro_batch_size_per_gpu", "gradient_accumulation_steps"] as const;

export default defineRule({
  id: "batch-sizes-agree",
  phase: "args",
  severity: "error",
  keys: [...KEYS, "model_parallel_size", "pipe_parallel_size", "global_num_gpus"],
  neox: { at: "megatron/neox_arguments/arguments.py:check_batch_parameters", raises: "AssertionError" },
  summary: "The batch sizes must agree: train = micro × accumulation steps × data parallel size",
  explain: `The data parallel size is what pipeline and model parallelism leave of the GPUs. NeoX derives what is not set
of the three batch arguments, rounding down, and asserts the product (\`megatron/neox_arguments/arguments.py:822-879\`).
\`gradient_accumulation_steps\` is 1 by default and so counts as set: leave \`train_batch_size\` out, or write
\`gradient_accumulation_steps: null\` to have it derived.`,
  bad: {
    files: {
      "model.yml":
        "train_batch_size: 100\ntrain_micro_batch_size_per_gpu: 4\ngradient_accumulation_steps: 2\npipe_parallel_size: 1\nmodel_parallel_size: 1\nglobal_num_gpus: 8\n",
    },
  },
  good: {
    files: {
      "model.yml":
        "train_batch_size: 64\ntrain_micro_batch_size_per_gpu: 4\ngradient_accumulation_steps: 2\npipe_parallel_size: 1\nmodel_parallel_size: 1\nglobal_num_gpus: 8\n",
    },
  },
  check(launch, report) {
    if (!KEYS.every((key) => isSettled(launch, key))) return;
    const sizes = disagreeingSizes(launch);
    if (sizes === undefined) return;
    const { train, micro, steps, replicas } = sizes;
    report({
      at: "train_batch_size",
      message: t(
        "train_batch_size {0} is not {1} per GPU × {2} accumulation steps × {3} data parallel replicas = {4}.",
        str(train),
        str(micro),
        str(steps),
        str(BigInt(replicas)),
        str(product(sizes)),
      ),
      fixes: () => fixes(launch, sizes),
    });
  },
});

interface Sizes {
  readonly train: bigint | number;
  readonly micro: bigint | number;
  readonly steps: bigint | number;
  readonly replicas: number;
}

/** Changes of one key with which the batch sizes of a launch agree; none where they already do. */
export function agreeingBatches(launch: Launch): readonly Fix[] {
  const sizes = disagreeingSizes(launch);
  return sizes === undefined ? [] : fixes(launch, sizes);
}

function disagreeingSizes(launch: Launch): Sizes | undefined {
  const sizes = sizesOf(launch);
  return sizes === undefined || agree(sizes) ? undefined : sizes;
}

/** The sizes as derived; undefined where one is not known, is not above 0, or was made up by rounding down to 0. */
function sizesOf(launch: Launch): Sizes | undefined {
  const [train, micro, steps] = KEYS.map((key) => numberOf(launch.derivation.get(key) ?? null));
  const replicas = launch.derivation.dataParallelSize;
  if (train === undefined || micro === undefined || steps === undefined || replicas === undefined)
    return undefined;
  const given = KEYS.map((key) => numberOf(launch.get(key) ?? null));
  if (given.some((size) => size !== undefined && !compare(size, ">", 0n))) return undefined;
  return replicas % 1 === 0 && replicas > 0 ? { train, micro, steps, replicas } : undefined;
}

function product({ micro, steps, replicas }: Sizes) {
  const size = numberOf(multiply(multiply(micro, steps), replicas)) ?? 0n;
  return typeof size === "number" && Number.isInteger(size) ? BigInt(size) : size;
}

function agree(sizes: Sizes): boolean {
  return equals(sizes.train, product(sizes));
}

/** Changes of one key, or of the train batch size to the nearest ones that divide. */
function fixes(launch: Launch, { train, micro, steps, replicas }: Sizes): Fix[] {
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
  const [train, micro, steps] = KEYS.map((name) => str(changed.derivation.get(name) ?? null));
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
