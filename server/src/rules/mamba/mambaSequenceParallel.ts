import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { layerKinds } from "../../model/layerKinds";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mamba-sequence-parallel",
  phase: "forward",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["sequence_parallel", "model_parallel_size", "attention_config"],
  holds: since("8b43196f"),
  neox: { at: "megatron/model/mamba/mamba.py:forward", raises: "RuntimeError" },
  summary: "Mamba layers do not work with `sequence_parallel`",
  sources: ["megatron/model/mamba/mamba.py:357:forward"],
  explain: `Their output projection scatters the first dimension, which is the batch there and not the sequence.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["mamba"], 12]]
        sequence_parallel: true
        model_parallel_size: 2
      `,
    },
    neox: "main",
    gpus: 2,
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["mamba"], 12]]
        model_parallel_size: 2
      `,
    },
    neox: "main",
    gpus: 2,
  },
  check(launch, report) {
    const modelParallelSize = positiveInt(launch, "model_parallel_size") ?? 1;
    if (launch.get("sequence_parallel") !== true || modelParallelSize < 2) return;
    if (!layerKinds(launch)?.has("mamba")) return;
    report({
      at: "sequence_parallel",
      message: t("Mamba layers scatter the batch over {0} ranks instead of the sequence.", modelParallelSize),
      fixes: () => [setValue("sequence_parallel", false)],
    });
  },
});
