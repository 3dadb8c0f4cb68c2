import { ownValue } from "../base/ownValue";
import { wholeNumber } from "../checkpoints/pickle/value";
import type { SavedTensor, SavedTensors } from "../checkpoints/savedState";
import type { Launch } from "../launch/launch";
import { holdsFor } from "../launch/target";
import { since } from "../launch/windows";
import { attentionShape } from "../model/attention";
import { denseMlp } from "../model/denseMlp";
import { hasTransformerLayer, layerKinds } from "../model/layerKinds";
import { vocabularyOf } from "../model/parameters/vocabulary";
import { attentionSizes, positiveInt } from "../model/sizes";
import type { PythonValue } from "../yaml/value";
import type { SavedModel } from "./savedModel";

/**
 * A property of a model that shows in the names and shapes of its tensors. Where a launch and a checkpoint differ in
 * one, torch refuses the weights (torch/nn/modules/module.py:load_state_dict).
 */
export interface Trait {
  readonly name: TraitName;
  /** The arguments that make it, what makes it first of all first. */
  readonly keys: readonly string[];
  /** Traits that follow from it, of which nothing more need be said. */
  readonly decides?: readonly TraitName[];
  /** Undefined where the tensors or the launch do not tell. */
  saved(model: SavedModel): TraitValue | undefined;
  launched(launch: Launch, model: SavedModel): TraitValue | undefined;
  /** What to set to have the checkpoint's. */
  fix?(saved: TraitValue): Readonly<Record<string, PythonValue>> | undefined;
}

export type TraitValue = number | boolean | string;

export type TraitName =
  | "layers"
  | "hidden-size"
  | "vocabulary"
  | "attention-width"
  | "mlp-names"
  | "mlp-width"
  | "mlp-input"
  | "norm"
  | "attention-bias"
  | "mlp-bias"
  | "query-key-norm"
  | "positions"
  | "position-rows"
  | "rotary-buffer"
  | "output-layer";

/** The tensors of a transformer layer in NeoX's `ParallelTransformerLayer` (megatron/model/transformer.py at ea7aefd8). */
const TENSORS = {
  embedding: "word_embeddings.weight",
  positions: "position_embeddings.weight",
  sinusoidal: "position_embeddings.inv_freq",
  attention: "attention.query_key_value.weight",
  attentionBias: "attention.query_key_value.bias",
  queryKeyNorm: "attention.qk_layernorm",
  alibi: "attention.alibi_embed.slopes",
  rotary: "attention.rotary_emb.inv_freq",
  firstNorm: "input_layernorm",
  mlp: "mlp.linear1.weight",
  mlpBias: "mlp.linear1.bias",
  mlpOutput: "mlp.linear2.weight",
  output: "final_linear.weight",
} as const;

/** How the first projection of an MLP is called, before 0d4bdb96 and since. */
const OLD_MLP = "mlp.dense_h_to_4h";
const NEW_MLP = "mlp.linear1";

/** The parameters of norms, by the value of `norm` (megatron/model/norms.py). */
const NORMS: Readonly<Record<string, string>> = {
  layernorm: "bias, weight",
  rmsnorm: "scale",
  scalenorm: "g",
  non_parametric_layernorm: "",
};

/** Positions that keep a tensor; those of the others, rotary and none, leave no trace. */
const KEPT_POSITIONS: readonly (readonly [string, string])[] = [
  ["learned", TENSORS.positions],
  ["sinusoidal", TENSORS.sinusoidal],
  ["alibi", TENSORS.alibi],
];

export const TRAITS: readonly Trait[] = [
  {
    name: "layers",
    keys: ["num_layers"],
    // A file that is missing is no other number of layers.
    saved: (model) =>
      wholeNumber(model.rank.args.get("num_layers")) ?? (transformerLayers(model).length || undefined),
    launched: (launch) => positiveInt(launch, "num_layers"),
    fix: (saved) => ({ num_layers: whole(saved) }),
  },
  {
    name: "hidden-size",
    keys: ["hidden_size"],
    decides: ["attention-width", "mlp-width", "mlp-input"],
    saved: (model) => tensor(model, TENSORS.embedding)?.shape[1],
    launched: (launch) => positiveInt(launch, "hidden_size"),
    fix: (saved) => ({ hidden_size: whole(saved) }),
  },
  {
    name: "vocabulary",
    keys: [
      "make_vocab_size_divisible_by",
      "vocab_file",
      "tokenizer_type",
      "merge_file",
      "model_parallel_size",
    ],
    saved: (model) => times(tensor(model, TENSORS.embedding)?.shape[0], model.modelParallelSize),
    launched: (launch) => vocabularyOf(launch)?.paddedSize,
  },
  {
    name: "attention-width",
    keys: ["num_kv_heads", "num_attention_heads", "hidden_size"],
    saved: (model) => times(tensor(model, TENSORS.attention)?.shape[0], model.modelParallelSize),
    launched(launch) {
      const sizes = plainLayers(launch) ? attentionSizes(launch) : undefined;
      return sizes && attentionShape(sizes).qkvWidth;
    },
  },
  {
    name: "mlp-names",
    keys: ["load"],
    saved: (model) => [OLD_MLP, NEW_MLP].find((name) => has(model, `${name}.weight`)),
    launched(launch) {
      if (!plainLayers(launch) || denseMlp(launch) === undefined) return undefined;
      const isNew = holdsFor(since("0d4bdb96"), launch.target);
      return isNew === "sometimes" ? undefined : isNew === "never" ? OLD_MLP : NEW_MLP;
    },
  },
  {
    name: "mlp-width",
    keys: ["intermediate_size", "activation", "expansion_factor", "mlp_multiple_of", "mlp_type"],
    decides: ["mlp-input"],
    saved: (model) => times(tensor(model, TENSORS.mlp)?.shape[0], model.modelParallelSize),
    launched: (launch) => (plainLayers(launch) ? denseMlp(launch)?.widths.firstOutput : undefined),
  },
  {
    name: "mlp-input",
    keys: ["intermediate_size", "activation", "expansion_factor", "mlp_multiple_of", "mlp_type"],
    saved: (model) => times(tensor(model, TENSORS.mlpOutput)?.shape[1], model.modelParallelSize),
    launched: (launch) => (plainLayers(launch) ? denseMlp(launch)?.widths.secondInput : undefined),
  },
  {
    name: "norm",
    keys: ["norm"],
    saved: (model) => normOf(firstLayer(model)),
    launched(launch) {
      const norm = launch.derivation.get("norm");
      return plainLayers(launch) && typeof norm === "string" && ownValue(NORMS, norm) !== undefined
        ? norm
        : undefined;
    },
    fix: (saved) => ({ norm: String(saved) }),
  },
  {
    name: "attention-bias",
    keys: ["use_bias_in_attn_linear"],
    saved: (model) => has(model, TENSORS.attention) && has(model, TENSORS.attentionBias),
    launched: (launch) => plainLayers(launch) && launch.derivation.get("use_bias_in_attn_linear") !== false,
    fix: (saved) => ({ use_bias_in_attn_linear: saved }),
  },
  {
    name: "mlp-bias",
    keys: ["use_bias_in_mlp"],
    saved: (model) => (has(model, TENSORS.mlp) ? has(model, TENSORS.mlpBias) : undefined),
    launched: (launch) =>
      plainLayers(launch) && denseMlp(launch)
        ? launch.derivation.get("use_bias_in_mlp") !== false
        : undefined,
    fix: (saved) => ({ use_bias_in_mlp: saved }),
  },
  {
    name: "query-key-norm",
    keys: ["use_qk_layernorm"],
    saved: (model) => names(firstLayer(model)).some((name) => name.startsWith(TENSORS.queryKeyNorm)),
    launched: (launch) => plainLayers(launch) && launch.derivation.get("use_qk_layernorm") === true,
    fix: (saved) => ({ use_qk_layernorm: saved }),
  },
  {
    name: "positions",
    keys: ["pos_emb"],
    decides: ["position-rows", "rotary-buffer"],
    saved: (model) => KEPT_POSITIONS.find(([, name]) => has(model, name))?.[0] ?? "",
    launched(launch) {
      const kind = launch.derivation.get("pos_emb");
      if (!plainLayers(launch) || typeof kind !== "string" || kind === "rpe") return undefined;
      return KEPT_POSITIONS.some(([name]) => name === kind) ? kind : "";
    },
    fix: (saved) => (saved === "" ? undefined : { pos_emb: saved }),
  },
  {
    name: "position-rows",
    keys: ["max_position_embeddings"],
    saved: (model) => tensor(model, TENSORS.positions)?.shape[0],
    launched: (launch) => positiveInt(launch, "max_position_embeddings"),
    fix: (saved) => ({ max_position_embeddings: whole(saved) }),
  },
  {
    name: "rotary-buffer",
    keys: ["rotary_save_freqs_buffer"],
    saved: (model) => has(model, TENSORS.rotary),
    launched(launch) {
      if (!plainLayers(launch)) return undefined;
      return (
        launch.derivation.get("pos_emb") === "rotary" &&
        launch.derivation.get("rotary_save_freqs_buffer") === true
      );
    },
    fix: (saved) => ({ rotary_save_freqs_buffer: saved }),
  },
  {
    name: "output-layer",
    keys: ["no_weight_tying"],
    saved: (model) => has(model, TENSORS.output),
    launched(launch) {
      if (launch.get("train_impl") === "rm") return undefined;
      return launch.derivation.get("no_weight_tying") === true;
    },
    fix: (saved) => ({ no_weight_tying: saved }),
  },
];

export interface Misfit {
  readonly trait: Trait;
  readonly saved: TraitValue;
  readonly launched: TraitValue;
}

/** In what the weights of a checkpoint do not fit a launch. */
export function misfitsOf(launch: Launch, model: SavedModel): readonly Misfit[] {
  const savedTraits = savedTraitsOf(model);
  const found = TRAITS.flatMap((trait): Misfit[] => {
    // Another file of the launch may set what this one does not.
    if (launch.scope !== "launch" && !trait.keys.some((key) => launch.settings.has(key))) return [];
    const saved = savedTraits.get(trait);
    const launched = trait.launched(launch, model);
    return saved === undefined || launched === undefined || saved === launched
      ? []
      : [{ trait, saved, launched }];
  });
  const followed = new Set(found.flatMap(({ trait }) => trait.decides ?? []));
  return found.filter(({ trait }) => !followed.has(trait.name));
}

/** A checkpoint may have more layers than anybody trains, and is asked for each launch that tries a change. */
const known = new WeakMap<SavedModel, ReadonlyMap<Trait, TraitValue | undefined>>();

function savedTraitsOf(model: SavedModel): ReadonlyMap<Trait, TraitValue | undefined> {
  const found = known.get(model) ?? new Map(TRAITS.map((trait) => [trait, trait.saved(model)]));
  known.set(model, found);
  return found;
}

/** Layers whose tensors are known by name: NeoX's own attention and MLP, without experts and TransformerEngine. */
function plainLayers(launch: Launch): true | undefined {
  const kinds = layerKinds(launch);
  const isPlain = kinds !== undefined && hasTransformerLayer(kinds) && kinds.size === 1;
  const experts = launch.derivation.int("moe_num_experts") ?? 1;
  const isTransformerEngine = TRANSFORMER_ENGINE.some((key) => launch.derivation.get(key) === true);
  return isPlain && experts <= 1 && !isTransformerEngine ? true : undefined;
}

const TRANSFORMER_ENGINE = ["te_columnparallel", "te_rowparallel", "te_layernorm_mlp", "te_mha"];

/** The layers of attention and MLP: the embedding comes first, a function after it, and the last norm after a function. */
export function transformerLayers({ layers }: SavedModel): readonly number[] {
  return [...layers].flatMap(([place, tensors]) =>
    names(tensors).some((name) => /^(?:attention|mlp|mixer|time_mix|att)\b|^input_layernorm/.test(name))
      ? [place]
      : [],
  );
}

function firstLayer(model: SavedModel): SavedTensors | undefined {
  const first = transformerLayers(model).reduce((lowest, place) => Math.min(lowest, place), Infinity);
  return model.layers.get(first);
}

function normOf(tensors: SavedTensors | undefined): string | undefined {
  if (tensors === undefined || !tensors.has(TENSORS.attention)) return undefined;
  const prefix = `${TENSORS.firstNorm}.`;
  const own = names(tensors).filter((name) => name.startsWith(prefix));
  const parameters = own.map((name) => name.slice(prefix.length)).sort();
  return Object.entries(NORMS).find(([, its]) => its === parameters.join(", "))?.[0];
}

/** A tensor by its name in any layer; a layer of the first of them. */
function tensor({ layers }: SavedModel, name: string): SavedTensor | undefined {
  for (const tensors of layers.values()) {
    const found = tensors.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function has(model: SavedModel, name: string): boolean {
  return tensor(model, name) !== undefined;
}

function names(tensors: SavedTensors | undefined): readonly string[] {
  return [...(tensors?.keys() ?? [])];
}

function times(size: number | undefined, factor: number): number | undefined {
  return size === undefined ? undefined : size * factor;
}

function whole(value: TraitValue): bigint {
  return BigInt(Number(value));
}
