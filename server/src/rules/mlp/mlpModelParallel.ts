import { t } from "../../base/l10n";
import { denseMlp } from "../../model/denseMlp";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mlp-model-parallel",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [
    "intermediate_size",
    "model_parallel_size",
    "activation",
    "hidden_size",
    "expansion_factor",
    "mlp_multiple_of",
  ],
  neox: { at: "megatron/mpu/utils.py:ensure_divisibility", raises: "AssertionError" },
  adjust: ["intermediate_size", "mlp_multiple_of", "model_parallel_size"],
  summary: "Both widths of the MLP must be divisible by `model_parallel_size`",
  sources: ["megatron/model/transformer.py:144-163:__init__", "megatron/mpu/layers.py:429:__init__"],
  explain: `Tensor parallelism cuts the outputs of the first projection and the inputs of the second into one part a
rank. Gated activations halve the first width and scale both by 2/3, so widths that look even often are not.

With \`mlp_multiple_of\` set to a multiple of \`model_parallel_size\`, every width is divisible.`,
  bad: {
    files: {
      "model.yml": yaml`
        num_layers: 12
        hidden_size: 48
        num_attention_heads: 4
        max_position_embeddings: 2048
        activation: swiglu
        intermediate_size: 201
        model_parallel_size: 4
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        num_layers: 12
        hidden_size: 48
        num_attention_heads: 4
        max_position_embeddings: 2048
        activation: swiglu
        intermediate_size: 204
        model_parallel_size: 4
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const mlp = denseMlp(launch);
    const modelParallelSize = positiveInt(launch, "model_parallel_size");
    if (mlp === undefined || modelParallelSize === undefined) return;
    const { firstOutput, secondInput } = mlp.widths;
    const width = [firstOutput, secondInput].find((it) => it % modelParallelSize !== 0);
    if (width === undefined) return;
    report({
      at: launch.settings.has("intermediate_size") ? "intermediate_size" : "activation",
      holds: mlp.holds,
      message: t(
        "The MLP is {0} wide out of its first projection and {1} into its second; {2} is not divisible by model_parallel_size {3}.",
        firstOutput,
        secondInput,
        width,
        modelParallelSize,
      ),
    });
  },
});
