import { t } from "../../base/l10n";
import { between } from "../../launch/windows";
import { layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mamba-parallelism",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["model_parallel_size", "pipe_parallel_size", "attention_config"],
  holds: between("6809bbc3", "277141eb"),
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  summary: "Before 277141eb, mamba layers took no model and no pipeline parallelism",
  explain: `NeoX asserted that \`model_parallel_size\` is 1 and that there is no pipeline.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["mamba"], 12]]
        hidden_dropout: 0
        attention_dropout: 0
        model_parallel_size: 2
        pipe_parallel_size: 0
      `,
    },
    neox: "2024-03-12",
    gpus: 2,
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["mamba"], 12]]
        hidden_dropout: 0
        attention_dropout: 0
        model_parallel_size: 1
        pipe_parallel_size: 0
      `,
    },
    neox: "2024-03-12",
    gpus: 2,
  },
  check(launch, report) {
    if (!layerKinds(launch)?.has("mamba")) return;
    const ranks = launch.derivation.int("model_parallel_size");
    const isPipeline = launch.derivation.get("is_pipe_parallel") === true;
    if ((ranks === undefined || ranks === 1) && !isPipeline) return;
    const key = isPipeline ? "pipe_parallel_size" : "model_parallel_size";
    report({
      at: key,
      message: t("Mamba layers take no parallelism in this version: {0} is {1}.", key, launch.int(key) ?? 0),
      fixes: () => (isPipeline && ranks !== 1 ? [] : [setValue(key, isPipeline ? 0n : 1n)]),
    });
  },
});
