import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import { isOn } from "../../model/asked";
import { positiveInt, realNumber } from "../../model/sizes";
import { truthy } from "../../python/compare";
import { scalarText } from "../../python/scalarText";
import { isDict, type PythonValue } from "../../yaml/value";
import type { Cause } from "../cause";
import { epsilonOf, isGatedModel, isHeadByHead, type NeoxModel, windowOf } from "../neoxModel";
import { type Conversion, SCRIPT } from "./conversion";
import { GATES, type HfConfig } from "./hfConfig";

/** A conversion that ends well, with the `config.json` that it writes. */
interface Written extends Conversion {
  readonly config: HfConfig;
}

/** Something that the converter loses without a word. */
interface Loss {
  readonly keys: (written: Written) => readonly string[];
  readonly happens: (written: Written) => boolean;
  readonly reason: (written: Written) => string;
  readonly remedy: (written: Written) => string;
  /** `line:function` of the script. */
  readonly at: string;
  readonly isHarmless?: true;
  readonly isMendable?: true;
  readonly writes?: (written: Written) => Readonly<Record<string, PythonValue>>;
}

const LOSSES: readonly Loss[] = [
  {
    keys: () => ["model_parallel_size"],
    happens: ({ model, config }) =>
      config.architecture === "neox" &&
      model.modelParallelSize > 1 &&
      isOn(model.launch, "gpt_j_residual") !== true,
    reason: ({ model }) =>
      t(
        "Every model-parallel rank holds the whole bias of attention.dense and mlp.linear2, and the converter sums them: the biases of the converted model are {0} times too large.",
        model.modelParallelSize,
      ),
    remedy: ({ model }) =>
      t(
        "Divide attention.dense.bias and mlp.dense_4h_to_h.bias of the converted model by {0}.",
        model.modelParallelSize,
      ),
    at: "655:convert",
    isMendable: true,
  },
  {
    keys: () => ["num_kv_heads"],
    happens: ({ model, config }) => config.architecture !== "neox" && isHeadByHead(model),
    reason: () =>
      t(
        "With multi-head attention NeoX keeps query, key and value of one head together; the converter cuts the projection as if all queries came first.",
      ),
    remedy: () =>
      t(
        "Lay query_key_value out anew before converting: all queries, all keys, all values. With num_kv_heads below num_attention_heads it is so from the start.",
      ),
    at: "418:reshard_and_split_qkv",
  },
  {
    keys: () => ["activation"],
    happens: ({ model, config }) => {
      const { activation = "" } = model.mlp ?? {};
      if (!isGatedModel(model)) return activation !== config.activation;
      return ownValue(GATES, activation)?.includes(config.activation) !== true;
    },
    reason: ({ model, config }) =>
      t(
        "The model was trained with {0}; hidden_act becomes {1}.",
        model.mlp?.activation ?? "",
        config.activation,
      ),
    remedy: ({ model, config }) => {
      const [gate] = ownValue(GATES, model.mlp?.activation ?? "") ?? [];
      if (gate !== undefined) return t("Set hidden_act: {0} in config.json.", gate);
      return config.architecture === "neox"
        ? t("Set hidden_act in config.json, where transformers knows the function: relu, silu, mish.")
        : t("No converter of gpt-neox writes such a model.");
    },
    at: "361:create_config",
  },
  {
    keys: () => ["bias_gelu_fusion"],
    happens: ({ model, config }) =>
      config.architecture === "neox" &&
      model.mlp?.activation === "gelu" &&
      isOn(model.launch, "bias_gelu_fusion") === true,
    reason: () =>
      t(
        "bias_gelu_fusion computes GELU by its tanh approximation; hidden_act becomes gelu, which is the exact one.",
      ),
    remedy: () => t("Set hidden_act: gelu_fast in config.json."),
    at: "361:create_config",
    isMendable: true,
  },
  {
    keys: () => ["pos_emb"],
    happens: ({ model }) => model.launch.get("pos_emb") !== "rotary",
    reason: ({ model }) =>
      t(
        "The converted model has rotary embeddings, whatever pos_emb says: here {0}.",
        scalarText(model.launch.get("pos_emb")),
      ),
    remedy: () => t("No converter of gpt-neox writes such a model: train with pos_emb: rotary."),
    at: "361:create_config",
  },
  {
    keys: () => ["rotary_pct"],
    happens: ({ model, config }) =>
      isRotary(model.launch.get("pos_emb")) && realNumber(model.launch, "rotary_pct") !== config.rotaryPct,
    reason: ({ model, config }) =>
      t(
        "The model was trained with rotary_pct {0}; the converted one rotates {1} of each head.",
        realNumber(model.launch, "rotary_pct") ?? "?",
        config.rotaryPct ?? "?",
      ),
    remedy: ({ model, config }) =>
      config.architecture === "neox"
        ? t("Give the converter rotary_pct: {0}.", realNumber(model.launch, "rotary_pct") ?? "?")
        : t("LLaMA and Mistral rotate the whole head: train with rotary_pct: 1."),
    at: "364:create_config",
  },
  {
    keys: () => ["rotary_emb_base"],
    happens: ({ model, config }) =>
      isRotary(model.launch.get("pos_emb")) &&
      realNumber(model.launch, "rotary_emb_base") !== config.rotaryBase,
    reason: ({ model, config }) =>
      t(
        "The model was trained with rotary_emb_base {0}; the given config says {1}.",
        realNumber(model.launch, "rotary_emb_base") ?? "?",
        config.rotaryBase ?? "?",
      ),
    remedy: ({ model }) =>
      t("Give the converter rotary_emb_base: {0}.", realNumber(model.launch, "rotary_emb_base") ?? "?"),
    at: "365:create_config",
  },
  {
    keys: () => ["gpt_j_residual"],
    happens: ({ model, config }) =>
      (isOn(model.launch, "gpt_j_residual") === true) !== config.isParallelResidual,
    reason: ({ config }) =>
      config.isParallelResidual
        ? t("The given config says gpt_j_residual, and the model was trained without.")
        : t(
            "The model adds attention and MLP to the same residual; the converted one runs them one after the other.",
          ),
    remedy: ({ config }) =>
      config.architecture === "neox"
        ? t("Give the converter gpt_j_residual as the model was trained.")
        : t("LLaMA and Mistral have no parallel residual: train without gpt_j_residual."),
    at: "368:create_config",
  },
  {
    keys: () => ["gpt_j_tied"],
    happens: ({ model }) =>
      isOn(model.launch, "gpt_j_tied") === true && isOn(model.launch, "gpt_j_residual") === true,
    reason: () => t("In this model attention and MLP share one norm; in the converted one each has its own."),
    remedy: () => t("No converter writes such a model: train without gpt_j_tied."),
    at: "368:create_config",
  },
  {
    keys: ({ model }) => [epsilonKey(model)],
    happens: ({ model, config }) => epsilonOf(model) !== config.epsilon,
    reason: ({ model, config }) =>
      t(
        "NeoX trains with {0} {1}; config.json gets {2}.",
        epsilonKey(model),
        shortNumber(epsilonOf(model)),
        shortNumber(config.epsilon),
      ),
    remedy: ({ model }) =>
      t("Give the converter {0}: {1}.", epsilonKey(model), shortNumber(epsilonOf(model))),
    at: "332:create_config",
    isMendable: true,
    writes: ({ model }) => {
      return { [epsilonKey(model)]: epsilonOf(model) ?? null };
    },
  },
  {
    keys: () => ["no_weight_tying"],
    happens: ({ model, config }) => model.isTied !== config.isTied,
    reason: ({ config }) =>
      config.isTied
        ? t(
            "The given config does not say no_weight_tying: the output layer that was trained is replaced by the embedding.",
          )
        : t("The given config says no_weight_tying, and the model was trained with tied weights."),
    remedy: ({ model }) => t("Give the converter no_weight_tying: {0}.", String(!model.isTied)),
    at: "758:convert",
    isMendable: true,
  },
  {
    keys: () => ["num_attention_heads"],
    happens: ({ model, config }) => headsOf(model.attention) !== config.numAttentionHeads,
    reason: ({ model, config }) =>
      t(
        "The checkpoint was made with {0} {1}; the given config says {2}.",
        "num_attention_heads",
        headsOf(model.attention),
        config.numAttentionHeads,
      ),
    remedy: ({ model }) => t("Give the converter {0}: {1}.", "num_attention_heads", headsOf(model.attention)),
    at: "305:create_config",
  },
  {
    keys: () => ["num_layers"],
    happens: ({ model, config }) => model.numLayers !== config.numLayers,
    reason: ({ model, config }) =>
      t(
        "The checkpoint was made with {0} {1}; the given config says {2}.",
        "num_layers",
        model.numLayers,
        config.numLayers,
      ),
    remedy: ({ model }) => t("Give the converter {0}: {1}.", "num_layers", model.numLayers),
    at: "304:create_config",
  },
  {
    keys: () => ["use_qk_layernorm"],
    happens: ({ model }) => isOn(model.launch, "use_qk_layernorm") === true,
    reason: () => t("The norms of queries and keys are dropped."),
    remedy: () => t("No converter of gpt-neox writes such a model: train without use_qk_layernorm."),
    at: "52:MODEL_KEYS",
  },
  {
    keys: () => ["use_bias_in_attn_linear"],
    happens: ({ model, config }) =>
      config.architecture !== "neox" && model.launch.get("use_bias_in_attn_linear") !== false,
    reason: () => t("The biases of attention are dropped."),
    remedy: () =>
      t("Train with use_bias_in_attn_linear: false: no converter of gpt-neox keeps these biases."),
    at: "139:MODEL_KEYS",
  },
  {
    keys: () => ["use_bias_in_mlp"],
    happens: ({ model, config }) =>
      config.architecture !== "neox" && model.launch.get("use_bias_in_mlp") !== false,
    reason: () => t("The biases of the MLP are dropped."),
    remedy: () => t("Train with use_bias_in_mlp: false: LLaMA and Mistral have none."),
    at: "134:MODEL_KEYS",
  },
  {
    keys: () => ["sliding_window_width"],
    happens: ({ model, config }) => windowOf(model) !== config.slidingWindow,
    reason: ({ model, config, transformers }) => {
      const own = windowOf(model);
      if (config.slidingWindow === null)
        return t(
          "The attention window of {0} tokens is not kept: the converted model sees all of them.",
          own ?? "?",
        );
      const reads =
        transformers === "4.38.0"
          ? t("transformers {0} applies it with flash attention only, 4.56.2 always.", transformers)
          : t("transformers {0} applies it.", transformers);
      return own === null
        ? t(
            "sliding_window {0} is written, and NeoX trained without a window: it reads sliding_window_width with flash attention only. {1}",
            config.slidingWindow,
            reads,
          )
        : t(
            "sliding_window {0} is written, and NeoX trained with {1}. {2}",
            config.slidingWindow,
            own,
            reads,
          );
    },
    remedy: ({ model, config }) =>
      config.slidingWindow === null
        ? t("Only --architecture mistral has a window.")
        : t("Set sliding_window: {0} in config.json.", windowOf(model) ?? "null"),
    at: "341:create_config",
    isMendable: true,
  },
  {
    keys: () => ["attention_config"],
    happens: ({ model }) =>
      model.launch.derivation.attentionTypes?.every((type) => type === "global" || type === "flash") ===
      false,
    reason: () => t("The converted model has full attention in every layer, whatever attention_config says."),
    remedy: () => t("No converter of gpt-neox writes such a model: train with global or flash attention."),
    at: "361:create_config",
  },
  {
    keys: () => ["use_mup"],
    happens: ({ model }) => isOn(model.launch, "use_mup") === true,
    reason: () =>
      t("muP scales embedding, attention and output by factors that the converted model does not have."),
    remedy: () => t("No converter of gpt-neox writes such a model."),
    at: "361:create_config",
  },
  {
    keys: () => ["vocab_file"],
    happens: ({ model, given, givenRows }) =>
      (givenRows === undefined || !model.isVocabularyKnown) &&
      ["tokenizer_type", "vocab_file", "merge_file"].some(
        (name) => given.has(name) && given.get(name) !== model.launch.settings.get(name)?.value,
      ),
    reason: () => t("The given config names another tokenizer than the checkpoint's."),
    remedy: () => t("Give the converter the tokenizer that the model was trained with."),
    at: "285:create_config",
  },
  {
    keys: () => ["sliding_window_width"],
    happens: ({ model, config }) =>
      config.architecture === "neox" &&
      positiveInt(model.launch, "sliding_window_width") !== undefined &&
      windowOf(model) === null,
    reason: () =>
      t(
        "sliding_window_width is not kept; NeoX reads it with flash attention only, so it did nothing here either.",
      ),
    remedy: () => t("Nothing is lost."),
    at: "361:create_config",
    isHarmless: true,
  },
  {
    keys: () => ["--precision"],
    happens: (written) => {
      const asked = written.flags.get("--precision") ?? "auto";
      return asked !== "auto" && asked !== savedPrecision(written);
    },
    reason: (written) =>
      t(
        "--precision {0} is ignored: the weights are saved as {1}.",
        written.flags.get("--precision") ?? "auto",
        savedPrecision(written),
      ),
    remedy: () => t("Cast the converted model: the script never hands the flag on."),
    at: "862:main",
    isHarmless: true,
  },
  {
    keys: () => ["bf16"],
    happens: (written) => isSwitched(written, "bf16") && savedPrecision(written) === "fp32",
    reason: () => t("Trained in bfloat16, saved in fp32: the converter looks at the fp16 block only."),
    remedy: () => t("Cast the converted model to bfloat16: it is half as large and holds the same."),
    at: "494:convert",
    isHarmless: true,
  },
];

/** What a conversion that ends well does not keep of the model. */
export function losses(conversion: Conversion, config: HfConfig): readonly Cause[] {
  const written = { ...conversion, config };
  return LOSSES.filter(({ happens }) => happens(written)).map((loss) => ({
    keys: loss.keys(written),
    reason: loss.reason(written),
    remedy: loss.remedy(written),
    source: `${SCRIPT}:${loss.at}`,
    ...(loss.isHarmless && { isHarmless: true }),
    ...(loss.isMendable && { isMendable: true }),
    ...(loss.writes && { writes: loss.writes(written) }),
  }));
}

/** The precision in which the weights are written (:488-514:convert). */
function savedPrecision({ given }: Conversion): "fp16" | "bf16" | "fp32" {
  const fp16 = given.get("fp16");
  if (!truthy(fp16)) return "fp32";
  const enabled = isDict(fp16) ? fp16.get("enabled") : undefined;
  if (enabled !== undefined) return truthy(enabled) ? "fp16" : "fp32";
  return truthy(given.get("bf16")) ? "bf16" : "fp32";
}

function isSwitched({ model }: Conversion, name: "bf16"): boolean {
  const block = model.launch.get(name);
  return isDict(block ?? null) && isDict(block) && truthy(block.get("enabled") ?? null);
}

function epsilonKey({ norm }: NeoxModel): string {
  return norm === "rmsnorm" ? "rms_norm_epsilon" : "layernorm_epsilon";
}

function isRotary(positions: unknown): boolean {
  return positions === "rotary";
}

function headsOf({
  numKvHeads,
  groupSize,
}: {
  readonly numKvHeads: number;
  readonly groupSize: number;
}): number {
  return numKvHeads * groupSize;
}

/** As Python prints small numbers: `1e-08`. */
function shortNumber(value: number | undefined): string {
  return String(value ?? "?").replace(/e-(\d)$/, "e-0$1");
}
