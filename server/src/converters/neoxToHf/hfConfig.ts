import { type ConverterArchitecture, converterConfig } from "../../huggingface/converterConfig";
import { truthy } from "../../python/compare";
import type { Json } from "../../python/json";
import type { Conversion } from "./conversion";

/** The `config.json` that the converter makes (`converterConfig`), as those read it who ask what it makes of the model. */
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
  { given, model, givenRows }: Conversion,
  architecture: ConverterArchitecture,
): HfConfig | undefined {
  const json = converterConfig(given.launch, architecture, undefined);
  const number = (key: string) => numberIn(json[key]);
  const hiddenSize = number("hidden_size");
  const numLayers = number("num_hidden_layers");
  const numAttentionHeads = number("num_attention_heads");
  if (!hiddenSize || numLayers === undefined || !numAttentionHeads) return undefined;
  const isNeox = architecture === "neox";
  return {
    architecture,
    vocabularyRows: givenRows ?? model.vocabularyRows,
    hiddenSize,
    numLayers,
    numAttentionHeads,
    numKvHeads: number("num_key_value_heads") ?? numAttentionHeads,
    intermediateSize: number("intermediate_size") ?? 0,
    isTied: json.tie_word_embeddings === true,
    isRewardModel: given.get("train_impl", "normal") === "rm",
    activation: typeof json.hidden_act === "string" ? json.hidden_act : "",
    epsilon: number(isNeox ? "layer_norm_eps" : "rms_norm_eps"),
    rotaryBase: number(isNeox ? "rotary_emb_base" : "rope_theta"),
    rotaryPct: isNeox ? number("rotary_pct") : 1,
    isParallelResidual: isNeox && truthy(given.get("gpt_j_residual", false)),
    hasAttentionBias:
      isNeox || (architecture === "llama" && truthy(given.get("use_bias_in_attn_linear", true))),
    slidingWindow: number("sliding_window") ?? null,
  };
}

function numberIn(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
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
