import type { ArgumentName } from "../arguments/generated/argumentName";
import type { Launch } from "../launch/launch";
import { modelParameters, parametersTotal } from "../model/parameters/modelParameters";
import { positiveInt } from "../model/sizes";
import type { PythonValue } from "../yaml/value";
import { differingParts } from "./compareDecoders";
import type { Decoder, Oddity } from "./decoder";
import { fromHuggingFace, launchOfValues } from "./fromHuggingFace";
import { decoderOf, isDecoder } from "./fromLaunch";
import { EPSILON_KEYS, type NeoxValues } from "./neoxValues";

/** A key with which a launch builds another model than it should. */
export interface WrongKey {
  readonly key: string;
  /** What would build the model; undefined: no such key. */
  readonly right: PythonValue | undefined;
}

/** A launch beside a model of Hugging Face. */
export interface Likeness {
  readonly wrong: readonly WrongKey[];
  /** What of the model NeoX cannot build, whatever the keys say. */
  readonly inexpressible: readonly Oddity[];
  /** Parameters of the launch with the model's vocabulary where it has none of its own; undefined where unknown. */
  readonly own: number | undefined;
  readonly model: number | undefined;
}

/**
 * Compares a launch with the value of a parsed `config.json`; undefined where a size of the launch is not known, or NeoX
 * builds nothing near the model. Throws a `NoModel` for what describes none.
 */
export function likenessTo(launch: Launch, json: unknown): Likeness | undefined {
  const own = decoderOf(launch);
  const { model, values, parameters, inexpressible, ...counted } = fromHuggingFace(json, {
    target: launch.target,
  });
  if (own === undefined || values === undefined) return undefined;
  const near = decoderOf(launchOfValues(values, launch.target));
  if (near === undefined) return undefined;
  const keys = isDecoder(near) ? (isDecoder(own) ? wrongKeys(own, near) : [own.key]) : [];
  const ranks = positiveInt(launch, "model_parallel_size") ?? 1;
  const rows = (isDecoder(own) ? own.vocabularySize : undefined) ?? model.decoder?.vocabularySize;
  const built = modelParameters(launch, rows);
  return {
    wrong: [...new Set(keys)]
      .map((key) => ({ key, right: writtenValue(values, key, ranks) }))
      .filter(({ right }) => right !== "padded"),
    inexpressible,
    own: built && parametersTotal(built),
    model: counted.modelParameters ?? parameters,
  };
}

/** What a launch on these ranks needs; `padded`: ranks that cannot share the rows of the vocabulary have more of them. */
function writtenValue(values: NeoxValues, key: string, ranks: number): PythonValue | undefined {
  const value = [...values].find(([name]) => name === key)?.[1];
  if (key !== "make_vocab_size_divisible_by" || typeof value !== "bigint") return value;
  return value % BigInt(ranks) === 0n ? value / BigInt(ranks) : "padded";
}

function wrongKeys(own: Decoder, near: Decoder): readonly ArgumentName[] {
  return differingParts(own, near).flatMap((part) => keysOf(part, own, near));
}

/** The keys that say a part of a model, as far as they differ. */
function keysOf(part: keyof Decoder, own: Decoder, near: Decoder): readonly ArgumentName[] {
  switch (part) {
    case "activation":
      return areBothGelu(own, near) ? ["bias_gelu_fusion"] : ["activation"];
    case "epsilon":
      return [EPSILON_KEYS[own.norm]];
    case "positions":
      return positionKeys(own, near);
    case "longest":
      // Without learned positions it makes no other model, only a longer or a shorter use of it.
      return near.positions.kind === "learned" ? ["max_position_embeddings"] : [];
    case "biases":
      return biasKeys(own, near);
    default:
      return KEYS[part];
  }
}

const KEYS: Readonly<
  Record<
    Exclude<keyof Decoder, "activation" | "epsilon" | "positions" | "longest" | "biases">,
    readonly ArgumentName[]
  >
> = {
  mixer: ["attention_config"],
  layers: ["num_layers"],
  hiddenSize: ["hidden_size"],
  heads: ["num_attention_heads"],
  kvHeads: ["num_kv_heads"],
  // Hidden size and heads make it.
  headDim: [],
  innerSize: ["intermediate_size"],
  isGated: ["activation"],
  norm: ["norm"],
  normsPerLayer: ["gpt_j_tied"],
  isParallel: ["gpt_j_residual"],
  queryKeyNorm: ["use_qk_layernorm"],
  hasEmbeddingNorm: [],
  isTied: ["no_weight_tying"],
  vocabularySize: ["make_vocab_size_divisible_by"],
  window: ["sliding_window_width"],
  experts: ["moe_num_experts"],
};

function areBothGelu(own: Decoder, near: Decoder): boolean {
  return [own, near].every(
    ({ activation, isGated }) => !isGated && (activation === "gelu" || activation === "gelu_tanh"),
  );
}

function positionKeys({ positions: own }: Decoder, { positions: near }: Decoder): readonly ArgumentName[] {
  if (own.kind === "rotary" && near.kind === "rotary") {
    const keys: readonly (ArgumentName | false)[] = [
      own.share !== near.share && "rotary_pct",
      own.base !== near.base && "rotary_emb_base",
    ];
    return keys.filter((key) => key !== false);
  }
  return own.kind === near.kind ? ["opt_pos_emb_offset"] : ["pos_emb"];
}

function biasKeys({ biases: own }: Decoder, { biases: near }: Decoder): readonly ArgumentName[] {
  const keys: readonly (ArgumentName | false)[] = [
    own.queryKeyValue !== near.queryKeyValue && "use_bias_in_attn_linear",
    own.mlp !== near.mlp && "use_bias_in_mlp",
  ];
  return keys.filter((key) => key !== false);
}

/** The arguments that make a model, for whoever tells of them. */
export const MODEL_KEYS: readonly ArgumentName[] = [
  ...Object.values(KEYS).flat(),
  "bias_gelu_fusion",
  ...new Set(Object.values(EPSILON_KEYS)),
  "pos_emb",
  "rotary_pct",
  "rotary_emb_base",
  "opt_pos_emb_offset",
  "max_position_embeddings",
  "use_bias_in_attn_linear",
  "use_bias_in_mlp",
];
