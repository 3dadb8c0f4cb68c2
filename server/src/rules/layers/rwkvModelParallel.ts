import { t } from "../../base/l10n";
import { equals } from "../../python/compare";
import { str } from "../../python/text";
import { defineRule } from "../kit/defineRule";
import { SINCE_RWKV } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "rwkv-model-parallel",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["model_parallel_size", "attention_config"],
  holds: SINCE_RWKV,
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  summary: "RWKV layers cannot be split over GPUs",
  sources: ["megatron/neox_arguments/arguments.py:1115:calculate_derived"],
  explain: `NeoX asserts \`model_parallel_size\` 1 when a layer is \`rwkv\`.`,
  bad: yaml`
    num_layers: 12
    attention_config: [[["rwkv"], 12]]
    model_parallel_size: 2
  `,
  good: yaml`
    num_layers: 12
    attention_config: [[["rwkv"], 12]]
    model_parallel_size: 1
  `,
  check(launch, report) {
    const size = launch.derivation.get("model_parallel_size");
    if (size === undefined || equals(size, 1n)) return;
    if (launch.derivation.attentionTypes?.includes("rwkv") !== true) return;
    report({
      at: "model_parallel_size",
      message: t(
        "attention_config has rwkv layers, which need model_parallel_size 1, and it is {0}.",
        str(size),
      ),
      fixes: () => [
        { title: t("model_parallel_size: 1"), preferred: true, set: { model_parallel_size: 1n } },
      ],
    });
  },
});
