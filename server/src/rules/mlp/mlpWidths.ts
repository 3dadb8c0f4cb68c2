import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { type DenseMlp, denseMlp } from "../../model/denseMlp";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mlp-widths",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["intermediate_size", "activation", "hidden_size", "expansion_factor", "mlp_multiple_of"],
  holds: since("0d4bdb96"),
  neox: { at: "megatron/mpu/layers.py:forward", raises: "RuntimeError" },
  adjust: ["intermediate_size", "mlp_multiple_of"],
  summary: "The two projections of the MLP must meet",
  sources: ["megatron/model/transformer.py:117-143:__init__"],
  explain: `Since {0d4bdb96} NeoX rounds the two widths of an MLP separately. With \`m\` for
\`mlp_multiple_of\` and \`I\` for \`intermediate_size\` (else \`expansion_factor * hidden_size\`, else \`4 *
hidden_size\`):

- plain activations: \`I\` rounded up to \`2m\` comes out of the first projection, \`I\` rounded up to \`m\` goes into the second;
- gated activations (geglu, reglu, bilinear, swiglu, glu): \`F = int(I * 2 / 3)\`, half of \`F\` rounded up to \`2m\` comes out of the gate, and half of \`F\`, rounded up to \`m\`, goes into the second projection. With \`m\` = 1 this fails for every odd \`F\`, also for the default \`4 * hidden_size\` with hidden sizes of 128, 512, 2048, 5120.

Where they differ, the first forward pass ends in \`mat1 and mat2 shapes cannot be multiplied\`. For a gated MLP of
inner width \`e\`, as model cards and Hugging Face count it, write \`intermediate_size: 3 * e\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        num_layers: 12
        hidden_size: 512
        num_attention_heads: 8
        max_position_embeddings: 2048
        activation: swiglu
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        num_layers: 12
        hidden_size: 512
        num_attention_heads: 8
        max_position_embeddings: 2048
        activation: swiglu
        intermediate_size: 2112
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const mlp = denseMlp(launch);
    if (mlp === undefined || mlp.widths.activated === mlp.widths.secondInput) return;
    report({
      at: launch.settings.has("intermediate_size") ? "intermediate_size" : "activation",
      message: mlp.isGated ? gatedMessage(mlp) : plainMessage(mlp),
      ...(hasOddHalves(mlp, positiveInt(launch, "model_parallel_size")) && { neox: AT_GATE }),
    });
  },
});

/** Where the gate and what it gates are multiplied. */
const AT_GATE = { at: "megatron/model/transformer.py:forward", raises: "RuntimeError" };

/** Whether a rank of several has an odd number of outputs to halve, so that the gate already does not fit. */
function hasOddHalves({ isGated, widths }: DenseMlp, modelParallelSize = 1): boolean {
  return isGated && (widths.firstOutput / modelParallelSize) % 2 === 1;
}

function gatedMessage({ activation, widths, multipleOf }: DenseMlp): string {
  return t(
    "The two halves of the {0} MLP do not meet: of {1} × 2/3 = {2} NeoX makes {3} after the gate and {4} into the second projection, in multiples of {5}.",
    activation,
    widths.intermediateSize,
    widths.scaledSize,
    widths.activated,
    widths.secondInput,
    multipleOf,
  );
}

function plainMessage({ widths, multipleOf }: DenseMlp): string {
  return t(
    "The two projections of the MLP do not meet: NeoX rounds {0} to {1} (multiple of {2}) out of the first and to {3} (multiple of {4}) into the second.",
    widths.intermediateSize,
    widths.activated,
    2 * multipleOf,
    widths.secondInput,
    multipleOf,
  );
}
