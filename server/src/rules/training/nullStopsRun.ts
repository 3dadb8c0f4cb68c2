import { t } from "../../base/l10n";
import type { Fix, NeoxFailure, Phase } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { AT_MAIN } from "../../launch/windows";
import { isSwitchedOn } from "../../model/asked";
import { isInference } from "../../model/run/isTraining";
import { optimizerType } from "../../model/run/optimizerType";
import { zeroStage } from "../../model/run/zeroStage";
import { truthy } from "../../python/compare";
import { DATA_SOURCES, isGiven } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey, setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

interface Reader {
  readonly key: string;
  readonly phase: Phase;
  readonly neox: NeoxFailure;
  /** When it is read at all; absent: always. */
  readonly when?: (launch: Launch) => boolean;
  /** What null was to mean. Default: the argument's default. */
  readonly meant?: () => Fix;
}

const INIT_METHODS = ["init_method", "output_layer_init_method"] as const;
const NORMAL_METHODS: readonly unknown[] = ["normal", "scaled_normal", "single_residual_scaled_normal"];

const trains = (launch: Launch) => !isInference(launch);
const UNKNOWN_METHOD = {
  phase: "model",
  neox: { at: "megatron/model/init_functions.py:_get", raises: "NotImplementedError" },
} as const;

/** Whether the optimizer keeps the decay as it is and gives it to a compiled kernel in the first step. */
function isFused(launch: Launch): boolean {
  const type = optimizerType(launch);
  if (type === "lion") return zeroStage(launch) > 0;
  return type === "adam" && !isSwitchedOn(launch, "use_mup") && !isSwitchedOn(launch, "use_bnb_optimizer");
}

/**
 * Arguments that a run computes with and `validate_types` lets be null, with the code that stops; of several for one
 * argument the first whose `when` holds.
 */
const READERS: readonly Reader[] = [
  ...INIT_METHODS.map((key) => ({ key, ...UNKNOWN_METHOD })),
  {
    key: "init_method_std",
    phase: "model",
    neox: { at: "megatron/model/init_functions.py:scaled_init_method_normal", raises: "TypeError" },
    when: (launch) => INIT_METHODS.some((key) => NORMAL_METHODS.includes(launch.get(key))),
  },
  {
    key: "pipe_partition_method",
    phase: "model",
    neox: { at: "megatron/model/gpt2_model.py:__init__", raises: "AttributeError" },
  },
  {
    key: "make_vocab_size_divisible_by",
    phase: "data",
    neox: { at: "megatron/tokenizer/tokenizer.py:_vocab_size_with_padding", raises: "TypeError" },
  },
  {
    key: "eval_iters",
    phase: "data",
    neox: { at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders", raises: "TypeError" },
    when: (launch) => trains(launch) && truthy(launch.get("train_iters") ?? null),
    meant: () => setValue("eval_iters", 0n),
  },
  {
    key: "num_workers",
    phase: "data",
    neox: { at: "megatron/data/data_utils.py:make_data_loader", raises: "TypeError" },
    when: trains,
  },
  {
    key: "split",
    phase: "data",
    neox: { at: "megatron/data/data_utils.py:get_train_valid_test_split_", raises: "AttributeError" },
    when: (launch) =>
      trains(launch) && DATA_SOURCES.every((key) => isGiven(launch, key) === (key === "data_path")),
  },
  {
    key: "warmup",
    phase: "optimizer",
    neox: { at: "megatron/training.py:get_learning_rate_scheduler", raises: "TypeError" },
    when: (launch) => trains(launch) && optimizerType(launch) !== "onebitadam",
    meant: () => setValue("warmup", 0),
  },
  {
    key: "weight_decay",
    phase: "train",
    neox: { at: "megatron/training.py:train_step", raises: "TypeError" },
    when: (launch) => trains(launch) && isFused(launch),
    meant: () => setValue("weight_decay", 0),
  },
  {
    key: "weight_decay",
    phase: "optimizer",
    neox: { at: "megatron/training.py:get_optimizer", raises: "TypeError" },
    when: (launch) => trains(launch) && !["onebitadam", "sm3"].includes(optimizerType(launch) ?? ""),
    meant: () => setValue("weight_decay", 0),
  },
  {
    key: "gradient_clipping",
    phase: "train",
    neox: { at: "megatron/training.py:train_step", raises: "TypeError" },
    when: trains,
    meant: () => setValue("gradient_clipping", 0),
  },
];

export default defineRule({
  id: "null-stops-run",
  phase: "train",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: [...new Set(READERS.map(({ key }) => key))],
  neox: { at: "megatron/training.py:train_step", raises: "TypeError" },
  summary: "A run stops where it computes with a null",
  sources: ["megatron/neox_arguments/arguments.py:1369:validate_types"],
  explain: `NeoX's check of types lets every argument be null, which means neither its default nor that there is none:
\`gradient_clipping: null\` goes to DeepSpeed, which asks whether it is above 0 in the first step, and \`eval_iters:
null\` is multiplied. Write 0 for none, or leave the key out for the default. Seen by running these functions of NeoX,
PyTorch and DeepSpeed alone, but for the compiled kernels of the fused optimizers, which take \`weight_decay: null\`
from NeoX and would get it as a float in the first step (DeeperSpeed 91d1c55b,
\`csrc/adam/fused_adam_frontend.cpp:18\`).`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    gradient_clipping: null
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    gradient_clipping: 0.0
  `,
  check(launch, report) {
    const told = new Set<string>();
    for (const { key, phase, neox, when, meant } of READERS) {
      const isNull = launch.settings.get(key)?.value === null && launch.catalogue.get(key) !== undefined;
      if (!isNull || told.has(key) || when?.(launch) === false) continue;
      told.add(key);
      report({
        at: key,
        message: t(
          "{0} is null, which is no number or name to NeoX: the run stops with {1}.",
          key,
          neox.raises ?? "",
        ),
        operands: [key],
        keys: [key],
        phase,
        neox,
        fixes: () => [...(meant === undefined ? [] : [meant()]), removeKey(key, meant === undefined)],
      });
    }
  },
});
