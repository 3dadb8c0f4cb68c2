import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { attentionShape } from "../../model/attention";
import { positiveInt, transformerSizes } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

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
  outcome: "slow",
  evidence: "read",
  keys: [
    "hidden_size",
    "num_attention_heads",
    "model_parallel_size",
    "make_vocab_size_divisible_by",
    "train_micro_batch_size_per_gpu",
    "seq_length",
    "precision",
  ],
  neox: { at: "megatron/model/transformer.py:attention" },
  summary: "In half precision, sizes in multiples of 64 keep tensor cores busy",
  explain: `Matrix products are fastest when the inner sizes are multiples of 128 bytes, 64 numbers in fp16 or bfloat16
(NVIDIA, *Matrix Multiplication Background User's Guide*). For a transformer that means \`hidden_size\` divided by
\`num_attention_heads\`, \`hidden_size\` divided by \`model_parallel_size\`, the padded vocabulary, and the tokens of a
micro batch (Anthony et al. 2024, *The Case for Co-Designing Model Architectures with Hardware*, arXiv:2401.14489).
Nothing stops; a head of 80 just costs about as much as one of 128.`,
  bad: yaml`
    ${EXAMPLE_MODEL.replace("num_attention_heads: 12", "num_attention_heads: 16")}
    precision: fp16
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    precision: fp16
  `,
  check(launch, report) {
    const precision = launch.derivation.get("precision");
    if (precision !== "fp16" && precision !== "bfloat16") return;
    for (const { key, ...found } of [
      headWidth(launch),
      rankWidth(launch),
      vocabulary(launch),
      microBatch(launch),
    ].flat())
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

/** The tokens that one GPU takes at a time are a side of every matrix product. */
function microBatch(launch: Launch): readonly Misalignment[] {
  const key = "train_micro_batch_size_per_gpu";
  const sequences = launch.settings.has(key) ? positiveInt(launch, key) : undefined;
  const length = launch.settings.has("seq_length") ? positiveInt(launch, "seq_length") : undefined;
  if (sequences === undefined || length === undefined || (sequences * length) % UNIT === 0) return [];
  let step = 1;
  while ((length * step) % UNIT !== 0) step *= 2;
  const message = t(
    "A micro batch of {0} × {1} is {2} tokens, no multiple of {3}; {4} sequences would be one.",
    sequences,
    length,
    sequences * length,
    UNIT,
    Math.ceil(sequences / step) * step,
  );
  return [{ key, operands: ["seq_length"], message }];
}
