import { t } from "../../base/l10n";
import { layerKinds } from "../../model/layerKinds";
import { positiveInt, realNumber } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_MAMBA } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mamba-model-parallel",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["intermediate_size", "expansion_factor", "hidden_size", "model_parallel_size", "attention_config"],
  holds: SINCE_MAMBA,
  neox: { at: "megatron/mpu/utils.py:ensure_divisibility", raises: "AssertionError" },
  summary: "The inner width of mamba layers must be divisible by `model_parallel_size`",
  sources: ["megatron/model/mamba/mamba.py:57-73:__init__"],
  explain: `The inner width is \`intermediate_size\`, else \`int(expansion_factor * hidden_size)\`, else twice the
hidden size; every rank holds an equal part.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["mamba"], 12]]
        intermediate_size: 1001
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
        intermediate_size: 1002
        model_parallel_size: 2
      `,
    },
    neox: "main",
    gpus: 2,
  },
  check(launch, report) {
    const hiddenSize = positiveInt(launch, "hidden_size");
    const modelParallelSize = positiveInt(launch, "model_parallel_size");
    if (hiddenSize === undefined || modelParallelSize === undefined || !layerKinds(launch)?.has("mamba"))
      return;
    const expansion = realNumber(launch, "expansion_factor") || 2;
    const inner = realNumber(launch, "intermediate_size") || Math.trunc(expansion * hiddenSize);
    if (!Number.isFinite(inner) || inner % modelParallelSize === 0) return;
    report({
      at: "intermediate_size",
      message: t(
        "Mamba's inner width {0} is not divisible by model_parallel_size {1}.",
        inner,
        modelParallelSize,
      ),
      fixes: () => [
        setValue("intermediate_size", BigInt(Math.ceil(inner / modelParallelSize) * modelParallelSize)),
      ],
    });
  },
});
