import { t } from "../../base/l10n";
import { truthy } from "../../python/compare";
import type { Cause } from "../cause";
import { isGatedModel, type NeoxModel } from "../neoxModel";
import { fittingArchitecture, SCRIPT } from "./conversion";
import type { HfConfig } from "./hfConfig";

/** A cause, before its place in the script is known. */
export type PlacelessCause = Omit<Cause, "source">;

export function filesCause(keys: readonly string[], model: NeoxModel): PlacelessCause {
  const [key = ""] = keys;
  if (key === "pipe_parallel_size") {
    return {
      keys,
      reason: model.isPipeline
        ? t(
            "The checkpoint has a file for each layer, and pipe_parallel_size 0 makes the converter look for one that holds all.",
          )
        : t(
            "The checkpoint was saved without a pipeline: one file holds all layers, and the converter, whose default is pipe_parallel_size 1, looks for a file of each.",
          ),
      remedy: model.isPipeline
        ? t("Give the converter pipe_parallel_size 1, or as many stages as were trained with.")
        : t("Write pipe_parallel_size: 0 into the config that the converter gets."),
      isMendable: true,
      ...(!model.isPipeline && { writes: { pipe_parallel_size: 0n } }),
    };
  }
  if (key === "num_layers") {
    return {
      keys,
      reason: t(
        "The converter looks for files of layers that the checkpoint of {0} layers does not have.",
        model.numLayers,
      ),
      remedy:
        model.numLayers === 1
          ? t(
              "A pipeline's checkpoint of one layer cannot be converted: the converter looks at the second one for its names.",
            )
          : t("Give the converter num_layers: {0}.", model.numLayers),
    };
  }
  return key === "model_parallel_size"
    ? {
        keys,
        reason: t(
          "The checkpoint was saved by {0} model-parallel ranks, not by those of the given config.",
          model.modelParallelSize,
        ),
        remedy: t("Give the converter model_parallel_size: {0}.", model.modelParallelSize),
      }
    : {
        keys,
        reason: t("The checkpoint has no output layer of its own: the model was trained with tied weights."),
        remedy: t("Give the converter no_weight_tying: false, as it was trained."),
      };
}

export function vocabularyCause(model: NeoxModel, config: HfConfig, ranks: number): PlacelessCause {
  if (ranks !== model.modelParallelSize) return filesCause(["model_parallel_size"], model);
  return {
    keys: Number.isNaN(config.vocabularyRows)
      ? ["make_vocab_size_divisible_by"]
      : ["vocab_file", "make_vocab_size_divisible_by"],
    reason: Number.isNaN(config.vocabularyRows)
      ? t("The given config pads the rows of the embedding to another multiple than the checkpoint's.")
      : t(
          "The embedding has {0} rows; with its tokenizer and its padding, the given config makes {1} of them.",
          model.vocabularyRows,
          config.vocabularyRows,
        ),
    remedy: t(
      "Give the converter the tokenizer and the make_vocab_size_divisible_by that the model was trained with.",
    ),
  };
}

export function sizeCause(key: string, own: number, given: number): PlacelessCause {
  return {
    keys: [key],
    reason: t("The checkpoint was made with {0} {1}; the given config says {2}.", key, own, given),
    remedy: t("Give the converter {0}: {1}.", key, own),
  };
}

export function otherLayersCause({ launch }: NeoxModel, { architecture }: HfConfig): PlacelessCause {
  const keys = ["moe_num_experts", "num_experts", "attention_config"].filter((name) =>
    launch.settings.has(name),
  );
  return {
    keys: keys.length > 0 ? keys : ["attention_config"],
    reason: t(
      "Some layers are not made of attention and a dense MLP: --architecture {0} has no such layer.",
      architecture,
    ),
    remedy: t("No converter of gpt-neox writes such a model."),
  };
}

/** Why a layer lacks a tensor that the architecture's layers have. */
export function absentCause(model: NeoxModel, config: HfConfig, place: number, name: string): Cause {
  const source = `${SCRIPT}:52:MODEL_KEYS`;
  const fitting = fittingArchitecture(model);
  const remedy =
    fitting === (config.architecture === "neox" ? "neox" : "llama")
      ? t("No converter of gpt-neox writes such a model.")
      : t("Convert this model with --architecture {0}.", fitting);
  const flags =
    fitting === config.architecture || config.architecture === "mistral"
      ? {}
      : { flags: { "--architecture": fitting } };
  if (place > model.numLayers + 1) return { ...filesCause(["num_layers"], model), source };
  if (model.places.get(place)?.has("mlp.linear1.weight") !== true)
    return { ...otherLayersCause(model, config), source };
  if (name.includes("norm")) {
    return {
      keys: ["norm"],
      reason: t(
        "A {0} has no {1}: --architecture {2} expects {3}.",
        model.norm,
        name.replace(/^.*\./, ""),
        config.architecture,
        config.architecture === "neox" ? "LayerNorm" : "RMSNorm",
      ),
      remedy,
      source,
      ...flags,
    };
  }
  const key = name.startsWith("mlp") ? "use_bias_in_mlp" : "use_bias_in_attn_linear";
  return {
    keys: [key],
    reason: t("With {0} false the checkpoint has no {1}, which --architecture neox expects.", key, name),
    remedy,
    source,
    ...flags,
  };
}

/** Why tensors of a layer do not fit, by their names in transformers. */
export function shapeCauses(model: NeoxModel, config: HfConfig, names: readonly string[]): readonly Cause[] {
  const source = `${SCRIPT}:683:convert`;
  const causes: PlacelessCause[] = [];
  if (model.hiddenSize !== config.hiddenSize)
    causes.push(sizeCause("hidden_size", model.hiddenSize, config.hiddenSize));
  if (names.some((name) => /query_key_value/.test(name))) causes.push(groupedCause(model));
  if (names.some((name) => /_proj\.bias$/.test(name))) causes.push(attentionBiasCause(model));
  if (names.some((name) => name.startsWith("mlp."))) causes.push(mlpCause(model, config));
  return causes.map((cause) => ({ ...cause, source }));
}

function groupedCause({ attention }: NeoxModel): PlacelessCause {
  return {
    keys: ["num_kv_heads"],
    reason: t(
      "num_kv_heads {0} makes query_key_value narrower than the GPT-NeoX of transformers, which has no grouped-query attention.",
      attention.numKvHeads,
    ),
    remedy: t("Only --architecture llama and mistral have grouped-query attention."),
  };
}

function attentionBiasCause({ launch }: NeoxModel): PlacelessCause {
  const hasBias = launch.get("use_bias_in_attn_linear") !== false;
  return {
    keys: ["use_bias_in_attn_linear"],
    reason: hasBias
      ? t("The converter builds LLaMA's attention with biases and hands it none.")
      : t("The converter takes biases in attention for the default, and the checkpoint has none."),
    remedy: hasBias
      ? t(
          "With use_bias_in_attn_linear: false in the config that the converter gets it ends well, and drops the biases without a word; train without them.",
        )
      : t("Write use_bias_in_attn_linear: false into the config that the converter gets."),
  };
}

function mlpCause(model: NeoxModel, config: HfConfig): PlacelessCause {
  const { launch, mlp } = model;
  const widthKeys = ["intermediate_size", "expansion_factor", "mlp_multiple_of"].filter(
    (name) => launch.settings.has(name) && truthy(launch.named(name) ?? null),
  );
  const isGated = isGatedModel(model);
  if (config.architecture === "neox" && isGated) {
    const fitting = fittingArchitecture(model);
    return {
      keys: ["activation", ...widthKeys],
      reason: t(
        "{0} is gated: its two projections are of other widths than those of the GPT-NeoX of transformers, which has no gate.",
        mlp?.activation ?? "",
      ),
      remedy: t("Only --architecture llama and mistral have a gated MLP."),
      flags: { "--architecture": fitting },
    };
  }
  if (config.architecture !== "neox" && !isGated) {
    return {
      keys: ["activation"],
      reason: t(
        "{0} has no gate: the converter cuts its first projection in two for the gated MLP of LLaMA.",
        mlp?.activation ?? "",
      ),
      remedy: t("No converter of gpt-neox writes such a model."),
    };
  }
  const own = mlp?.widths.secondInput ?? 0;
  return {
    keys: widthKeys.length > 0 ? widthKeys : ["intermediate_size"],
    reason: isGated
      ? t(
          "The MLP is {0} wide behind its gate: NeoX takes a third of intermediate_size, and the converter takes {1} as it stands.",
          own,
          config.intermediateSize,
        )
      : t("The MLP is {0} wide; the converter makes it {1}.", own, config.intermediateSize),
    remedy: t("Give the converter a copy of the config with intermediate_size: {0}.", own),
    isMendable: true,
  };
}

export function kindCause({ isRewardModel }: NeoxModel): PlacelessCause {
  return {
    keys: ["train_impl"],
    reason: isRewardModel
      ? t("The checkpoint is that of a reward model, which has no output layer over the vocabulary.")
      : t("The checkpoint is not that of a reward model."),
    remedy: t("Give the converter train_impl as the model was trained."),
  };
}

export function rewardHeadCause(): PlacelessCause {
  return {
    keys: ["no_weight_tying", "train_impl"],
    reason: t(
      "A reward model has no embedding as its output layer, and without no_weight_tying the converter takes it for one.",
    ),
    remedy: t("Give the converter no_weight_tying: true."),
  };
}
