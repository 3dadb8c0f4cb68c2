import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { attentionShape } from "../../model/attention";
import { positiveInt, transformerSizes } from "../../model/sizes";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineRule } from "../rule";

/** Half-precision numbers in 128 bytes, the unit that tensor cores of an A100 or H100 are fed in. */
const UNIT = 64;

interface Misalignment {
  readonly key: string;
  readonly operands: readonly string[];
  readonly message: string;
}

export default defineRule({
  id: "tensor-core-alignment",
  phase: "forward",
  severity: "information",
  keys: [
    "hidden_size",
    "num_attention_heads",
    "model_parallel_size",
    "make_vocab_size_divisible_by",
    "precision",
  ],
  neox: { at: "megatron/model/transformer.py:attention" },
  summary: "In half precision, sizes in multiples of 64 keep tensor cores busy",
  explain: `Matrix products are fastest when the inner sizes are multiples of 128 bytes, 64 numbers in fp16 or bfloat16
(NVIDIA, *Matrix Multiplication Background User's Guide*). For a transformer that means \`hidden_size\` divided by
\`num_attention_heads\`, \`hidden_size\` divided by \`model_parallel_size\`, and the padded vocabulary
(Anthony et al. 2024, *The Case for Co-Designing Model Architectures with Hardware*). Nothing stops; a head of 80 just
costs about as much as one of 128.`,
  bad: `${EXAMPLE_MODEL.replace("num_attention_heads: 12", "num_attention_heads: 16")}precision: fp16\n`,
  good: `${EXAMPLE_MODEL}precision: fp16\n`,
  check(launch, report) {
    const precision = launch.derivation.get("precision");
    if (precision !== "fp16" && precision !== "bfloat16") return;
    for (const { key, ...found } of [headWidth(launch), rankWidth(launch), vocabulary(launch)].flat())
      report({ at: key, keys: [key], ...found });
  },
});

function headWidth(launch: Launch): readonly Misalignment[] {
  const sizes = transformerSizes(launch);
  if (sizes === undefined || sizes.hiddenSize % sizes.numAttentionHeads !== 0) return [];
  const { headDim } = attentionShape(sizes);
  if (headDim % UNIT === 0) return [];
  const message = t("head_dim {0} is no multiple of {1}, in which tensor cores work.", headDim, UNIT);
  return [{ key: "num_attention_heads", operands: ["hidden_size"], message }];
}

/** A width that is uneven by itself already shows in its heads. */
function rankWidth(launch: Launch): readonly Misalignment[] {
  const sizes = transformerSizes(launch);
  if (sizes === undefined || sizes.hiddenSize % UNIT !== 0) return [];
  const { hiddenSize, modelParallelSize } = sizes;
  const width = hiddenSize / modelParallelSize;
  if (modelParallelSize === 1 || !Number.isInteger(width) || width % UNIT === 0) return [];
  const message = t("Each rank has {0} of hidden_size {1}, no multiple of {2}.", width, hiddenSize, UNIT);
  return [{ key: "model_parallel_size", operands: ["hidden_size"], message }];
}

/** A default that nobody wrote is 128, which is even. */
function vocabulary(launch: Launch): readonly Misalignment[] {
  const key = "make_vocab_size_divisible_by";
  const unit = launch.settings.has(key) ? positiveInt(launch, key) : undefined;
  if (unit === undefined || unit % UNIT === 0) return [];
  const message = t("The vocabulary is padded to multiples of {0}, not of {1}.", unit, UNIT);
  return [{ key, operands: [], message }];
}
