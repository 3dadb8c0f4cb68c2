import { t } from "../../base/l10n";
import { isOn } from "../../model/asked";
import { vocabularyOf } from "../../model/parameters/vocabulary";
import { realNumber } from "../../model/sizes";
import type { Cause } from "../cause";
import { epsilonOf, isHeadByHead, type NeoxModel } from "../neoxModel";
import { HF_LLAMA_TO_NEOX, HF_TO_SEQUENTIAL, RAW_LLAMA_TO_NEOX } from "../tool";
import { scriptOf, type ToNeox } from "./toNeox";

/** What a checkpoint that loads has lost. */
export function losses(call: ToNeox): readonly Cause[] {
  return LOSSES.filter(({ happens }) => happens(call)).map(({ keys, reason, remedy, at, isHarmless }) => ({
    keys: keys(call),
    reason: reason(call),
    remedy: remedy(call),
    source: `${scriptOf(call.tool)}:${at}`,
    ...(isHarmless && { isHarmless: true }),
  }));
}

const LOSSES: readonly {
  readonly happens: (call: ToNeox) => boolean;
  readonly keys: (call: ToNeox) => readonly string[];
  readonly reason: (call: ToNeox) => string;
  readonly remedy: (call: ToNeox) => string;
  readonly at: string;
  readonly isHarmless?: true;
}[] = [
  {
    happens: ({ tool, model }) => tool === HF_LLAMA_TO_NEOX && isHeadByHead(model),
    keys: () => ["num_kv_heads"],
    reason: () =>
      t(
        "With multi-head attention NeoX keeps query, key and value of one head together; the converter writes all queries, then all keys, then all values.",
      ),
    remedy: () => t("Lay query_key_value out anew, head by head, before loading."),
    at: "69:convert_model",
  },
  {
    happens: ({ tool, model }) => tool === RAW_LLAMA_TO_NEOX && model.attention.isGrouped,
    keys: () => ["num_kv_heads"],
    reason: () =>
      t(
        "The converter puts key/value heads between the query heads; with num_kv_heads NeoX expects all queries, then all keys, then all values.",
      ),
    remedy: () => t("Take the model in the format of transformers and convert_hf_llama_to_neox.py."),
    at: "459:convert_model_sequential",
  },
  {
    happens: ({ tool, model }) =>
      tool === HF_TO_SEQUENTIAL && model.modelParallelSize > 1 && !model.isPipeline,
    keys: () => ["--tool"],
    reason: () =>
      t(
        "Over several ranks the converter finds no MLP under main's names, says so for each, and leaves the random one in place.",
      ),
    remedy: () =>
      t(
        "Convert with model_parallel_size 1, and rename dense_h_to_4h to linear1 and dense_4h_to_h to linear2.",
      ),
    at: "209:replace_sharded_seq",
  },
  {
    happens: ({ hf, model }) =>
      hf.hasAttentionBias && isOn(model.launch, "use_bias_in_attn_linear") === false,
    keys: () => ["use_bias_in_attn_linear"],
    reason: () => t("The biases of attention are dropped."),
    remedy: () => t("No converter of gpt-neox keeps them."),
    at: "69:convert_model",
  },
  {
    happens: ({ hf, model }) => hf.epsilon !== undefined && hf.epsilon !== epsilonOf(model),
    keys: ({ model }) => [model.norm === "rmsnorm" ? "rms_norm_epsilon" : "layernorm_epsilon"],
    reason: ({ hf, model }) =>
      t("The model's epsilon is {0}, and the config's {1}.", String(hf.epsilon), String(epsilonOf(model))),
    remedy: ({ hf, model }) =>
      t(
        "Set {0}: {1}.",
        model.norm === "rmsnorm" ? "rms_norm_epsilon" : "layernorm_epsilon",
        String(hf.epsilon),
      ),
    at: "28:convert_model",
  },
  {
    happens: ({ hf, model }) =>
      hf.rotaryBase !== undefined && hf.rotaryBase !== realNumber(model.launch, "rotary_emb_base"),
    keys: () => ["rotary_emb_base"],
    reason: ({ hf, model }) =>
      t(
        "The model's rope_theta is {0}, and the config's rotary_emb_base {1}.",
        String(hf.rotaryBase),
        String(realNumber(model.launch, "rotary_emb_base")),
      ),
    remedy: ({ hf }) => t("Set rotary_emb_base: {0}.", String(hf.rotaryBase)),
    at: "28:convert_model",
  },
  {
    happens: ({ hf, model }) =>
      model.tokens !== undefined && paddedRows(model.tokens, model) !== hf.vocabularyRows,
    keys: () => ["make_vocab_size_divisible_by"],
    reason: ({ hf, model }) =>
      t(
        "The checkpoint has {0} rows for the vocabulary, and NeoX makes {1} of the {2} tokens of the tokenizer.",
        hf.vocabularyRows,
        paddedRows(model.tokens ?? 0, model),
        model.tokens ?? "?",
      ),
    remedy: ({ hf, model }) =>
      t("Set make_vocab_size_divisible_by: {0}.", hf.vocabularyRows / model.modelParallelSize),
    at: "12:convert_model",
    isHarmless: true,
  },
  {
    happens: ({ tool, model }) => tool === HF_LLAMA_TO_NEOX && model.isPipeline,
    keys: () => ["pipe_parallel_size"],
    reason: () => t("The checkpoint is one without a pipeline."),
    remedy: () => t("Load it with pipe_parallel_size: 0."),
    at: "174:<module>",
    isHarmless: true,
  },
];

/** Rows that NeoX makes of so many tokens. */
function paddedRows(tokens: number, { launch }: NeoxModel): number {
  return vocabularyOf(launch, tokens)?.paddedSize ?? tokens;
}
