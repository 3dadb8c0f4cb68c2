import { ownValue } from "../base/ownValue";
import type { Launch } from "../launch/launch";
import { isOn } from "../model/asked";
import { denseMlp } from "../model/denseMlp";
import { layerKinds } from "../model/layerKinds";
import { vocabularyOf } from "../model/parameters/vocabulary";
import { positiveInt, realNumber } from "../model/sizes";
import type { Activation, Biases, Decoder, NormKind, Positions } from "./decoder";
import { EPSILON_KEYS, GATED, PLAIN } from "./neoxValues";

/** What of a launch no decoder here says, by its key. */
export interface Unsaid {
  readonly key: string;
}

/**
 * The model of a launch; or the key that makes one that a decoder here does not describe, such as relative positions
 * or layers of several kinds. Undefined while a size is unknown. `tokens`: of the tokenizer, where nothing else tells.
 */
export function decoderOf(launch: Launch, tokens?: number): Decoder | Unsaid | undefined {
  const kinds = layerKinds(launch);
  const layers = positiveInt(launch, "num_layers");
  const hiddenSize = positiveInt(launch, "hidden_size");
  const heads = positiveInt(launch, "num_attention_heads");
  if (kinds === undefined || layers === undefined || hiddenSize === undefined || heads === undefined)
    return undefined;
  const mixer = mixerOf(kinds);
  const unsaid = unsaidKey(launch, mixer);
  if (mixer === undefined || unsaid !== undefined) return { key: unsaid ?? "attention_config" };
  const norm = normOf(launch);
  const positions = positionsOf(launch, mixer);
  const inner = mixer === "mamba" ? mambaInner(launch, hiddenSize) : mlpOf(launch);
  const rows = positiveInt(launch, "max_position_embeddings");
  if (norm === undefined || positions === undefined || inner === undefined) return undefined;
  const isParallel = mixer === "attention" && isOn(launch, "gpt_j_residual") === true;
  const sharesNorm = mixer === "mamba" || (isParallel && isOn(launch, "gpt_j_tied") === true);
  return {
    mixer,
    layers,
    hiddenSize,
    heads,
    kvHeads: positiveInt(launch, "num_kv_heads") ?? heads,
    headDim: hiddenSize / heads,
    ...inner,
    ...norm,
    normsPerLayer: sharesNorm ? 1 : 2,
    positions,
    longest: rows && rows - (positions.kind === "learned" ? positions.extra : 0),
    isParallel,
    biases: biasesOf(launch, mixer),
    queryKeyNorm: isOn(launch, "use_qk_layernorm") === true ? "shared" : "none",
    hasEmbeddingNorm: false,
    isTied: isOn(launch, "no_weight_tying") !== true,
    vocabularySize: rowsOf(launch, tokens),
    window: kinds.has("flash") ? windowOf(launch, rows) : undefined,
    experts: undefined,
  };
}

export function isDecoder(found: Decoder | Unsaid): found is Decoder {
  return "mixer" in found;
}

const DENSE_ATTENTION: ReadonlySet<string> = new Set(["global", "flash"]);

/** Undefined for kinds of layers that transformers does not build so, and for several in one model. */
function mixerOf(kinds: ReadonlySet<string>): Decoder["mixer"] | undefined {
  const each = [...kinds];
  if (each.every((kind) => kind === "mamba")) return "mamba";
  return each.every((kind) => DENSE_ATTENTION.has(kind)) ? "attention" : undefined;
}

/** Arguments that make another model than any `config.json` here describes, with the values that do not. */
function unsaidKey(launch: Launch, mixer: Decoder["mixer"] | undefined): string | undefined {
  const experts = positiveInt(launch, "moe_num_experts") ?? 1;
  if (experts > 1) return "moe_num_experts";
  if (launch.get("pos_emb") === "rpe" || launch.get("pos_emb") === "sinusoidal") return "pos_emb";
  if (launch.get("train_impl") === "rm") return "train_impl";
  if (mixer === "attention" && isOn(launch, "te_layernorm_mlp") === true) return "te_layernorm_mlp";
  return isOn(launch, "use_mup") === true ? "use_mup" : undefined;
}

/** A file without a tokenizer leaves it to another one: NeoX's default is not meant then. */
function rowsOf(launch: Launch, tokens: number | undefined): number | undefined {
  const isKnown = tokens !== undefined || launch.settings.has("tokenizer_type");
  return (isKnown ? vocabularyOf(launch, tokens)?.paddedSize : undefined) ?? rowsAsDivisor(launch);
}

/** Nobody pads to a multiple of more than this. */
const LARGEST_PADDING = 4096;

/** A larger divisor was chosen to give a model's own rows to whatever tokenizer fits in them, as `from-hf` does. */
function rowsAsDivisor(launch: Launch): number | undefined {
  const divisor = positiveInt(launch, "make_vocab_size_divisible_by") ?? 0;
  return divisor > LARGEST_PADDING ? divisor * (positiveInt(launch, "model_parallel_size") ?? 1) : undefined;
}

const NORMS: Readonly<Record<string, NormKind>> = {
  layernorm: "layernorm",
  te_layernorm: "layernorm",
  rmsnorm: "rmsnorm",
  te_rmsnorm: "rmsnorm",
  scalenorm: "scalenorm",
  non_parametric_layernorm: "non_parametric_layernorm",
};

function normOf(launch: Launch): Pick<Decoder, "norm" | "epsilon"> | undefined {
  const name = launch.get("norm");
  const norm = typeof name === "string" ? ownValue(NORMS, name) : undefined;
  const epsilon = norm && realNumber(launch, EPSILON_KEYS[norm]);
  return norm === undefined || epsilon === undefined ? undefined : { norm, epsilon };
}

function positionsOf(launch: Launch, mixer: Decoder["mixer"]): Positions | undefined {
  // Only an embedding of positions stands before Mamba's layers.
  if (mixer === "mamba" && launch.get("pos_emb") !== "learned") return { kind: "none" };
  switch (launch.get("pos_emb")) {
    case "rotary": {
      const share = realNumber(launch, "rotary_pct");
      const base = realNumber(launch, "rotary_emb_base");
      return share === undefined || base === undefined ? undefined : { kind: "rotary", share, base };
    }
    case "learned":
      return { kind: "learned", extra: positiveInt(launch, "opt_pos_emb_offset") ?? 0 };
    case "alibi":
      return { kind: "alibi" };
    case "none":
      return { kind: "none" };
    default:
      return undefined;
  }
}

type Inner = Pick<Decoder, "innerSize" | "isGated" | "activation">;

function mlpOf(launch: Launch): Inner | undefined {
  const mlp = denseMlp(launch);
  if (mlp === undefined) return undefined;
  const { activated, secondInput } = mlp.widths;
  const innerSize = activated === secondInput ? secondInput : Number.NaN;
  if (launch.get("mlp_type") === "llama") return { innerSize, isGated: true, activation: "silu" };
  const { activation: name, isGated } = mlp;
  return { innerSize, isGated, activation: activationOf(launch, name, isGated) };
}

function activationOf(launch: Launch, name: string, isGated: boolean): Activation | undefined {
  if (name === "swish") return "silu";
  if (!isGated && name === "gelu") return isOn(launch, "bias_gelu_fusion") === true ? "gelu_tanh" : "gelu";
  const names: readonly (readonly [string, string])[] = Object.entries(isGated ? GATED : PLAIN);
  // Of two functions with one name here, the first is the one that NeoX computes.
  const found = names.find(([, neox]) => neox === name)?.[0];
  return ACTIVATIONS.find((activation) => activation === found);
}

const ACTIVATIONS: readonly Activation[] = [
  "gelu",
  "gelu_tanh",
  "relu",
  "silu",
  "mish",
  "sigmoid",
  "identity",
  "softsign",
];

function mambaInner(launch: Launch, hiddenSize: number): Inner {
  const factor = realNumber(launch, "expansion_factor") || 2;
  const innerSize = positiveInt(launch, "intermediate_size") ?? Math.trunc(factor * hiddenSize);
  return { innerSize, isGated: true, activation: "silu" };
}

function biasesOf(launch: Launch, mixer: Decoder["mixer"]): Biases {
  const isMamba = mixer === "mamba";
  const attention = !isMamba && isOn(launch, "use_bias_in_attn_linear") !== false;
  const isOldLlama = launch.get("mlp_type") === "llama";
  const mlp = isMamba
    ? isOn(launch, "mamba_use_bias_in_linears") === true
    : !isOldLlama && isOn(launch, "use_bias_in_mlp") !== false;
  return { queryKeyValue: attention, attentionOutput: attention, mlp, output: false };
}

function windowOf(launch: Launch, rows: number | undefined): number | undefined {
  const window = positiveInt(launch, "sliding_window_width");
  return window !== undefined && window < (rows ?? Number.POSITIVE_INFINITY) ? window : undefined;
}
