import { type ConverterArchitecture, gatedSize, gateNamed } from "../../huggingface/converterConfig";
import { truthy } from "../../python/compare";
import type { Conversion } from "./conversion";
import type { GivenConfig } from "./givenConfig";

/** The `config.json` that the converter makes, as far as it makes the model. */
export interface HfConfig {
  readonly architecture: ConverterArchitecture;
  readonly vocabularyRows: number;
  readonly hiddenSize: number;
  readonly numLayers: number;
  readonly numAttentionHeads: number;
  readonly numKvHeads: number;
  readonly intermediateSize: number;
  readonly isTied: boolean;
  /** As transformers calls it. */
  readonly activation: string;
  readonly epsilon: number | undefined;
  readonly rotaryBase: number | undefined;
  /** The share of a head that is rotated: LLaMA and Mistral rotate all of it. */
  readonly rotaryPct: number | undefined;
  readonly isParallelResidual: boolean;
  readonly hasAttentionBias: boolean;
  /** Tokens that a token sees; null: all. */
  readonly slidingWindow: number | null;
  readonly isRewardModel: boolean;
}

/** Undefined where a size is missing: the converter then stops (`requiredSizes`). */
export function hfConfigOf(
  conversion: Conversion,
  architecture: ConverterArchitecture,
): HfConfig | undefined {
  const { given, model, givenRows } = conversion;
  const [hiddenSize, numLayers, numAttentionHeads] = ["hidden_size", "num_layers", "num_attention_heads"].map(
    (name) => given.number(name),
  );
  if (!hiddenSize || numLayers === undefined || !numAttentionHeads) return undefined;
  const own = architecture === "neox" ? gptNeox(given, hiddenSize) : llama(given, architecture, hiddenSize);
  return {
    architecture,
    vocabularyRows: givenRows ?? model.vocabularyRows,
    hiddenSize,
    numLayers,
    numAttentionHeads,
    numKvHeads: given.number("num_kv_heads") ?? numAttentionHeads,
    isTied: !truthy(given.get("no_weight_tying", false)),
    isRewardModel: given.get("train_impl", "normal") === "rm",
    rotaryBase: given.number("rotary_emb_base", 10_000),
    ...own,
  };
}

type Own = Pick<
  HfConfig,
  | "intermediateSize"
  | "activation"
  | "epsilon"
  | "rotaryPct"
  | "isParallelResidual"
  | "hasAttentionBias"
  | "slidingWindow"
>;

/** tools/ckpts/convert_neox_to_hf.py:361-377:create_config */
function gptNeox(given: GivenConfig, hiddenSize: number): Own {
  return {
    intermediateSize: given.number("intermediate_size", 4 * hiddenSize) ?? 0,
    // GPTNeoXConfig's own default: the converter hands it none.
    activation: "gelu",
    epsilon: given.number("layernorm_epsilon", 1e-5),
    rotaryPct: given.number("rotary_pct", 1),
    isParallelResidual: truthy(given.get("gpt_j_residual", false)),
    hasAttentionBias: true,
    slidingWindow: null,
  };
}

/** tools/ckpts/convert_neox_to_hf.py:315-360:create_config */
function llama(given: GivenConfig, architecture: ConverterArchitecture, hiddenSize: number): Own {
  const activation = given.get("activation", "silu");
  return {
    intermediateSize: given.number("intermediate_size", gatedSize(hiddenSize)) ?? 0,
    activation: typeof activation === "string" ? gateNamed(activation) : "",
    epsilon: given.number("rms_norm_epsilon", 1e-6),
    rotaryPct: 1,
    isParallelResidual: false,
    hasAttentionBias: architecture === "llama" && truthy(given.get("use_bias_in_attn_linear", true)),
    slidingWindow: architecture === "mistral" ? (given.number("sliding_window_width", 4096) ?? null) : null,
  };
}

/** Activations that transformers knows by name (transformers/activations.py:ACT2CLS). */
export const HF_ACTIVATIONS: ReadonlySet<string> = new Set([
  "gelu",
  "gelu_10",
  "gelu_fast",
  "gelu_new",
  "gelu_python",
  "gelu_pytorch_tanh",
  "gelu_accurate",
  "laplace",
  "linear",
  "mish",
  "quick_gelu",
  "relu",
  "relu2",
  "relu6",
  "sigmoid",
  "silu",
  "swish",
  "tanh",
]);

/** What transformers calls the function in the gate of a NeoX activation (megatron/model/activations.py:get_activation). */
export const GATES: Readonly<Record<string, readonly string[]>> = {
  geglu: ["gelu"],
  reglu: ["relu"],
  bilinear: ["linear"],
  swiglu: ["silu", "swish"],
  glu: ["sigmoid"],
};
