import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { truthy } from "../../python/compare";
import { isSwitchedOn } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import { blockValue } from "../nested/blockValue";
import { setNested } from "../nested/nestedValue";
import type { Fix, Rule } from "../rule";
import { defineSingleFinding } from "../singleFinding";
import { optimizerType } from "./optimizerType";

const optimizer = (type: string) => `optimizer:\n  type: ${type}\n  params:\n    lr: 0.0006\n`;

/** Optimizers whose class DeepSpeed does not list as tested with ZeRO. */
const UNTESTED: ReadonlySet<string> = new Set(["sm3", "madgrad_wd", "sgd"]);
const CPU_ADAM: ReadonlySet<string> = new Set(["cpu_adam", "cpu_torch_adam"]);

function zeroStage(launch: Launch): number {
  return launch.derivation.int("zero_stage") ?? 0;
}

function stageZero(launch: Launch): readonly Fix[] {
  const edits = setNested(launch, ["zero_optimization", "stage"], 0n);
  return [{ title: t("stage: {0} in {1}", 0, "zero_optimization"), preferred: true, edits }];
}

/** Optimizers that do not go with a stage of ZeRO, as DeepSpeed refuses them. */
export const zeroOptimizerRules: readonly Rule[] = [
  defineSingleFinding({
    id: "onebitadam-zero",
    phase: "optimizer",
    severity: "warning",
    keys: ["optimizer", "zero_optimization"],
    neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "AssertionError" },
    summary: "OneBitAdam does not go with ZeRO",
    explain: `DeepSpeed asserts it when it builds OneBitAdam, which NeoX leaves to it (\`megatron/training.py:1014\`;
DeeperSpeed 91d1c55b, \`deepspeed/runtime/engine.py:1467\`).`,
    bad: `${EXAMPLE_MODEL}train_iters: 1000\nzero_optimization: {stage: 1}\n${optimizer("OneBitAdam")}`,
    good: `${EXAMPLE_MODEL}train_iters: 1000\nzero_optimization: {stage: 0}\n${optimizer("OneBitAdam")}`,
    says: (launch) =>
      optimizerType(launch) === "onebitadam" && zeroStage(launch) >= 1
        ? t("DeepSpeed refuses OneBitAdam with ZeRO, whose stage is {0}.", zeroStage(launch))
        : undefined,
    fixes: stageZero,
  }),
  defineSingleFinding({
    id: "zero-untested-optimizer",
    phase: "optimizer",
    severity: "warning",
    keys: ["optimizer", "zero_optimization", "use_bnb_optimizer", "deepspeed_extra_args"],
    neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "AssertionError" },
    summary: "ZeRO wants to be told that an optimizer is untested with it",
    explain: `DeepSpeed knows torch's Adam, AdamW and Adagrad and its own Adam and Lion; SM3, MADGRAD, muP's SGD and the
8-bit Adam it refuses unless \`zero_allow_untested_optimizer\` is true (DeeperSpeed 91d1c55b,
\`deepspeed/runtime/engine.py:1323\`). NeoX has no argument of that name; \`deepspeed_extra_args\` passes it on.`,
    bad: `${EXAMPLE_MODEL}zero_optimization: {stage: 1}\n${optimizer("madgrad_wd")}`,
    good: `${EXAMPLE_MODEL}zero_optimization: {stage: 1}
deepspeed_extra_args: {zero_allow_untested_optimizer: true}\n${optimizer("madgrad_wd")}`,
    says: (launch) => {
      const type = optimizerType(launch);
      const isEightBit =
        type === "adam" && isSwitchedOn(launch, "use_bnb_optimizer") && launch.get("use_mup") !== true;
      if (type === undefined || zeroStage(launch) < 1 || !(UNTESTED.has(type) || isEightBit))
        return undefined;
      const isAllowed =
        blockValue(launch, ["deepspeed_extra_args", "zero_allow_untested_optimizer"]) ??
        launch.settings.get("zero_allow_untested_optimizer")?.value;
      if (truthy(isAllowed ?? null)) return undefined;
      return t(
        "DeepSpeed refuses {0} with ZeRO stage {1} unless deepspeed_extra_args has zero_allow_untested_optimizer: true.",
        isEightBit ? "Adam8bit" : type,
        zeroStage(launch),
      );
    },
  }),
  defineSingleFinding({
    id: "zero-offload-needs-cpu-adam",
    phase: "optimizer",
    severity: "warning",
    keys: ["optimizer", "zero_optimization"],
    neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "ZeRORuntimeException" },
    summary: "ZeRO-Offload needs `cpu_adam`",
    explain: `The optimizer comes from NeoX, and DeepSpeed offloads only its own CPU Adam (DeeperSpeed 91d1c55b,
\`deepspeed/runtime/engine.py:1383\`), unless \`deepspeed_extra_args\` has \`zero_force_ds_cpu_optimizer: false\`.`,
    bad: `${EXAMPLE_MODEL}zero_optimization:
  stage: 2
  offload_optimizer: {device: cpu}\n${optimizer("Adam")}`,
    good: `${EXAMPLE_MODEL}zero_optimization:
  stage: 2
  offload_optimizer: {device: cpu}\n${optimizer("cpu_adam")}`,
    says: (launch) => {
      const type = optimizerType(launch);
      const device = blockValue(launch, ["zero_optimization", "offload_optimizer", "device"]);
      if (type === undefined || CPU_ADAM.has(type) || zeroStage(launch) < 1) return undefined;
      if (device !== "cpu" && device !== "nvme") return undefined;
      if (blockValue(launch, ["deepspeed_extra_args", "zero_force_ds_cpu_optimizer"]) === false)
        return undefined;
      return t("DeepSpeed offloads the states of its own CPU Adam only, and the optimizer is {0}.", type);
    },
    fixes: (launch) => [
      {
        title: t("{0}: {1}", "type", "cpu_adam"),
        preferred: true,
        edits: setNested(launch, ["optimizer", "type"], "cpu_adam"),
      },
    ],
  }),
  defineSingleFinding({
    id: "amp-zero",
    phase: "optimizer",
    severity: "warning",
    keys: ["amp", "zero_optimization", "precision"],
    neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "AssertionError" },
    summary: "`amp` goes neither with ZeRO nor with half precision",
    explain: `DeepSpeed refuses Apex's amp beside ZeRO, fp16 and bfloat16 (DeeperSpeed 91d1c55b,
\`deepspeed/runtime/engine.py:1319\`). \`precision\` alone is what NeoX trains with.`,
    bad: `${EXAMPLE_MODEL}amp: {enabled: true}\nprecision: fp16\n`,
    good: `${EXAMPLE_MODEL}precision: fp16\n`,
    says: (launch) => {
      if (blockValue(launch, ["amp", "enabled"]) !== true) return undefined;
      const precision = launch.derivation.get("precision");
      if (zeroStage(launch) >= 1) return t("DeepSpeed refuses amp with ZeRO stage {0}.", zeroStage(launch));
      return precision === "fp16" || precision === "bfloat16"
        ? t("DeepSpeed refuses amp with precision {0}.", precision)
        : undefined;
    },
    fixes: () => [{ title: t("Remove {0}", "amp"), preferred: true, remove: ["amp"] }],
  }),
];
