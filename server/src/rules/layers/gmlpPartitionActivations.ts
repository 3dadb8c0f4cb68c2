import { t } from "../../base/l10n";
import { truthy } from "../../python/compare";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "gmlp-partition-activations",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["partition_activations", "attention_config"],
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  summary: "gMLP layers cannot partition activations",
  sources: ["megatron/neox_arguments/arguments.py:1104:calculate_derived"],
  explain: `NeoX asserts that \`partition_activations\` is off when a layer is \`gmlp\` or \`amlp\`.`,
  bad: yaml`
    num_layers: 12
    attention_config: [[["gmlp"], 12]]
    partition_activations: true
  `,
  good: yaml`
    num_layers: 12
    attention_config: [[["gmlp"], 12]]
    partition_activations: false
  `,
  check(launch, report) {
    const types = launch.derivation.attentionTypes ?? [];
    const type = types.find((it) => it === "gmlp" || it === "amlp");
    if (type === undefined || !truthy(launch.get("partition_activations") ?? null)) return;
    report({
      at: "partition_activations",
      message: t("attention_config has {0} layers, and NeoX refuses to partition their activations.", type),
      fixes: () => [
        truthy(launch.get("contiguous_checkpointing") ?? null)
          ? {
              title: t("{0}: false, {1}: false", "partition_activations", "contiguous_checkpointing"),
              preferred: true,
              set: { partition_activations: false, contiguous_checkpointing: false },
            }
          : {
              title: t("partition_activations: false"),
              preferred: true,
              set: { partition_activations: false },
            },
      ],
    });
  },
});
