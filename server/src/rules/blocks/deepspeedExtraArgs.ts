import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import type { NeoxFailure, Phase } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { AT_MAIN, since } from "../../launch/windows";
import { hasOnly } from "../../model/layerKinds";
import { isInference } from "../../model/run/isTraining";
import { zeroStage } from "../../model/run/zeroStage";
import { equals } from "../../python/compare";
import { isDict, type PythonValue } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { nestedEntries } from "../kit/nestedEntries";
import { yaml } from "../kit/yaml";

/** Arguments that NeoX hands to DeepSpeed and also works with itself. */
const READ_BY_BOTH: ReadonlySet<string> = new Set([
  "fp16",
  "gradient_accumulation_steps",
  "gradient_clipping",
  "optimizer",
  "steps_per_print",
  "train_batch_size",
  "train_micro_batch_size_per_gpu",
  "zero_optimization",
]);

/** What each block of DeepSpeed switches on. */
const PRECISIONS: Readonly<Record<string, string>> = { fp16: "fp16", bf16: "bfloat16" };

export default defineRule({
  id: "deepspeed-extra-args",
  phase: "launcher",
  severity: "error",
  outcome: "wrong",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["deepspeed_extra_args", "precision", "pos_emb"],
  holds: since("5c5fb945"),
  neox: { at: "megatron/neox_arguments/arguments.py:get_extra_deepspeed_args" },
  summary: "A key under `deepspeed_extra_args` that is an argument of NeoX too.",
  sources: [
    "megatron/neox_arguments/arguments.py:725:get_parent_class_value_dict_extra_ds",
    "megatron/neox_arguments/arguments.py:529:get_extra_deepspeed_args",
  ],
  explain: `What is under \`deepspeed_extra_args\` goes over the DeepSpeed config that NeoX makes. A key that NeoX has
as an argument then has two values: DeepSpeed's and NeoX's own. NeoX means to refuse that, but its test asks a dict
for an attribute and never finds one. Where both then differ in precision, most launches stop.`,
  bad: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    deepspeed_extra_args: { gradient_clipping: 0.5 }
  `,
  good: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    gradient_clipping: 0.5
  `,
  check(launch, report) {
    for (const { file, entry, key } of nestedEntries(launch, ["deepspeed_extra_args"])) {
      const { value } = entry.value;
      const differs = READ_BY_BOTH.has(key) ? isOther(launch, key, value) : isSetTwice(launch, key, value);
      const stop = precisionStop(launch, key, value);
      if (!differs && stop === undefined) continue;
      report({
        at: { file, span: entry.key.span },
        message:
          stop?.message ?? t("DeepSpeed gets this {0}, but NeoX keeps its own; set it at top level.", key),
        operands: [key],
        ...(stop === undefined ? { severity: "warning" } : { phase: stop.phase, neox: stop.neox }),
      });
    }
  },
});

interface Stop {
  readonly phase: Phase;
  readonly neox: NeoxFailure;
  readonly message: string;
}

/** Where a launch stops because DeepSpeed and NeoX hold different precisions; each was run with ZeRO 0, the first with all. */
function precisionStop(launch: Launch, block: string, value: PythonValue): Stop | undefined {
  const enabled = isDict(value) ? value.get("enabled") : undefined;
  const own = launch.derivation.get("precision");
  const other = ownValue(PRECISIONS, block);
  if (other === undefined || isInference(launch)) return undefined;
  if (enabled === true && own === "fp32" && isRotated(launch))
    return {
      phase: "forward",
      neox: { at: "megatron/model/transformer.py:attention", raises: "RuntimeError" },
      message: t(
        "DeepSpeed makes the weights {0}, NeoX keeps fp32 for its rotary positions, and the first forward pass stops; set it at top level.",
        other,
      ),
    };
  if (enabled === true && own !== other && (own === "fp16" || own === "bfloat16"))
    return {
      phase: "engine",
      neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "AssertionError" },
      message: t("DeepSpeed gets both fp16 and bf16, and refuses that; set one of them at top level."),
    };
  if (enabled === false && own === "fp16" && other === "fp16" && zeroStage(launch) === 0)
    return {
      phase: "train",
      neox: { at: "megatron/training.py:train_step", raises: "AttributeError" },
      message: t(
        "DeepSpeed gets fp16 switched off, and NeoX asks its optimizer for overflows and stops in the first step.",
      ),
    };
  return undefined;
}

function isRotated(launch: Launch): boolean {
  return launch.get("pos_emb") === "rotary" && hasOnly(launch, "global");
}

/** Whether NeoX holds another value of its own; that it holds the same is no harm, and the way to clip at 1.0. */
function isOther(launch: Launch, name: string, value: PythonValue): boolean {
  const own = launch.derivation.get(name) ?? launch.catalogue.get(name)?.default;
  return own === undefined || !equals(own, value);
}

/** Whether the same argument has another value at top level. */
function isSetTwice(launch: Launch, name: string, value: PythonValue): boolean {
  const setting = launch.settings.get(name);
  return setting !== undefined && launch.catalogue.get(name) !== undefined && !equals(setting.value, value);
}
