import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import type { Cause, Stop } from "../cause";
import { isGatedModel, type NeoxModel } from "../neoxModel";
import { type LoadDifferences, loadDifferences, loadMessage, type Tensors } from "../stateDict";
import { HF_LLAMA_TO_NEOX, HF_TO_SEQUENTIAL, RAW_LLAMA_TO_NEOX } from "../tool";
import { isGptNeox } from "./hfModel";
import { ranksWritten, scriptOf, type ToNeox } from "./toNeox";
import { WRITERS } from "./written";

/** What NeoX says when it loads the checkpoint: all names and shapes must be those of the config's model. */
export function loadStops(call: ToNeox): readonly Stop[] {
  const refused = modelStop(call.model);
  if (refused !== undefined) return [refused];
  const own = sequential(call.model.places);
  const written = sequential(ownValue(WRITERS, call.tool.name)?.(call) ?? new Map());
  const differences = loadDifferences(own, written);
  if (differences === undefined) return [];
  const isForOtherRanks = ranksWritten(call) !== call.model.modelParallelSize;
  const table = isForOtherRanks ? [OTHER_RANKS] : LOAD_CAUSES;
  const causes = table
    .filter(({ happens }) => happens(differences, call))
    .map(
      ({ keys, reason, remedy, at }): Cause => ({
        keys,
        reason: reason(call),
        remedy: remedy(call),
        source: at === undefined ? scriptOf(call.tool) : `${scriptOf(call.tool)}:${at}`,
      }),
    );
  return [
    {
      type: "RuntimeError",
      message: loadMessage("SequentialWrapper", own, written, differences),
      at: null,
      when: "load",
      causes,
    },
  ];
}

/** NeoX does not even build a model whose key/value heads do not divide over the ranks. */
function modelStop({ attention, modelParallelSize }: NeoxModel): Stop | undefined {
  if (Number.isInteger(attention.perRank.numKvHeads)) return undefined;
  const at = "megatron/mpu/utils.py:24:ensure_divisibility";
  return {
    type: "AssertionError",
    message: `${attention.numKvHeads} is not divisible by ${modelParallelSize}`,
    at,
    when: "load",
    causes: [
      {
        keys: ["num_kv_heads", "model_parallel_size"],
        reason: t(
          "NeoX cannot divide {0} key/value heads over {1} ranks.",
          attention.numKvHeads,
          modelParallelSize,
        ),
        remedy: t("Convert and load the model with {0} ranks or fewer.", attention.numKvHeads),
        source: at,
      },
    ],
  };
}

function sequential(places: ReadonlyMap<number, Tensors>): Tensors {
  return new Map(
    [...places].flatMap(([place, tensors]) =>
      [...tensors].map(([name, shape]): [string, readonly number[]] => [
        `sequential.${place}.${name}`,
        shape,
      ]),
    ),
  );
}

interface LoadCause {
  readonly happens: (differences: LoadDifferences, call: ToNeox) => boolean;
  readonly keys: readonly string[];
  readonly reason: (call: ToNeox) => string;
  readonly remedy: (call: ToNeox) => string;
  readonly at?: string;
}

/** Everything that is cut differs then. */
const OTHER_RANKS: LoadCause = {
  happens: () => true,
  keys: ["model_parallel_size", "--tp", "--num_output_shards"],
  reason: (call) =>
    t(
      "The checkpoint is written for {0} ranks, and the config has {1}.",
      ranksWritten(call),
      call.model.modelParallelSize,
    ),
  remedy: ({ model }) => t("Convert for {0} ranks, as the config says.", model.modelParallelSize),
};

/** Why tensors are missing, odd or of another shape when the checkpoint is loaded. */
const LOAD_CAUSES: readonly LoadCause[] = [
  {
    happens: ({ missing }, { tool }) => tool !== HF_LLAMA_TO_NEOX && some(missing, /\.mlp\./),
    keys: ["--tool"],
    reason: () =>
      t(
        "The converter writes the MLP under the names that NeoX had before 0d4bdb96 (2024-09); main looks for mlp.linear1 and mlp.linear2.",
      ),
    remedy: ({ tool }) =>
      tool === RAW_LLAMA_TO_NEOX
        ? t("Take the model in the format of transformers and convert_hf_llama_to_neox.py.")
        : t(
            "Rename dense_h_to_4h to linear1 and dense_4h_to_h to linear2 in the checkpoint, or load it with a gpt-neox from before.",
          ),
  },
  {
    happens: ({ mismatched }) => some(mismatched, /\.mlp\./),
    keys: ["intermediate_size"],
    reason: ({ hf, model }) =>
      t(
        "The MLP of the model is {0} wide, and the config makes it {1}: behind a gate, NeoX takes a third of intermediate_size.",
        hf.intermediateSize,
        model.mlp?.widths.secondInput ?? "?",
      ),
    remedy: ({ hf, model }) =>
      t("Set intermediate_size: {0}.", (isGatedModel(model) ? 3 : 1) * hf.intermediateSize),
  },
  {
    happens: ({ unexpected }) => some(unexpected, /final_linear/),
    keys: ["no_weight_tying"],
    reason: () =>
      t("The converter always writes an output layer of its own, and the config ties it to the embedding."),
    remedy: () => t("Load it with no_weight_tying: true: both layers then hold the same weights."),
    at: "139:convert_model",
  },
  {
    happens: ({ missing }) => some(missing, /attention\.\w+\.bias$/),
    keys: ["use_bias_in_attn_linear"],
    reason: () => t("The converter drops the biases of attention, and the config expects them."),
    remedy: () =>
      t("Set use_bias_in_attn_linear: false; a model with these biases then computes something else."),
    at: "69:convert_model",
  },
  {
    happens: ({ mismatched }, { tool, model }) =>
      tool === HF_TO_SEQUENTIAL && model.modelParallelSize > 1 && mismatched.length > 0,
    keys: ["model_parallel_size", "make_vocab_size_divisible_by"],
    reason: () =>
      t(
        "The converter pads everything that it cuts over ranks to a multiple of 128 a rank; NeoX pads the vocabulary only.",
      ),
    remedy: () => t("Convert with model_parallel_size 1."),
    at: "191:shard_sequential_mp",
  },
  {
    happens: ({ mismatched }, { tool }) =>
      tool !== HF_TO_SEQUENTIAL && some(mismatched, /(?:word_embeddings|final_linear)\.weight$/),
    keys: ["make_vocab_size_divisible_by", "model_parallel_size"],
    reason: ({ hf, model }) =>
      t(
        "The vocabulary of {0} is cut over {1} ranks otherwise than the config does it.",
        hf.vocabularyRows,
        model.modelParallelSize,
      ),
    remedy: () =>
      t("Pad the embedding first, so that its rows divide by the ranks and equal those of the config."),
    at: "12:convert_model",
  },
  {
    happens: ({ mismatched }, { tool }) =>
      tool !== HF_TO_SEQUENTIAL && some(mismatched, /query_key_value\.weight$/),
    keys: ["num_kv_heads"],
    reason: ({ hf, model }) =>
      t("The model has {0} key/value heads, and the config {1}.", hf.numKvHeads, model.attention.numKvHeads),
    remedy: ({ hf }) => t("Set num_kv_heads: {0}.", hf.numKvHeads),
    at: "69:convert_model",
  },
  {
    happens: ({ missing }) => some(missing, /norm\.\w+$/),
    keys: ["norm"],
    reason: ({ hf, model }) =>
      t("The norms of a {0} are not those of the config, which says {1}.", hf.name, model.norm),
    remedy: ({ hf }) => t("Set norm: {0}.", isGptNeox(hf) ? "layernorm" : "rmsnorm"),
  },
  {
    happens: ({ missing, unexpected }) =>
      [missing, unexpected].some((names) => some(names, /attention\.dense\.weight$/)),
    keys: ["num_layers"],
    reason: ({ hf, model }) =>
      t("The model has {0} layers, and the config {1}.", hf.numLayers, model.numLayers),
    remedy: ({ hf }) => t("Set num_layers: {0}.", hf.numLayers),
  },
];

function some(names: readonly string[], pattern: RegExp): boolean {
  return names.some((name) => pattern.test(name));
}
