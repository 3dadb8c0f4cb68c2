import { isRecord } from "../base/isRecord";

type Config = Readonly<Record<string, unknown>>;

/** Keys of `ssm_cfg` (mamba_ssm/modules/mamba_simple.py:Mamba), with those of transformers. */
const MIXER_KEYS: Readonly<Record<string, string>> = {
  d_state: "state_size",
  d_conv: "conv_kernel",
  expand: "expand",
  dt_rank: "time_step_rank",
  bias: "use_bias",
  conv_bias: "use_conv_bias",
};

/**
 * The `config.json` of the package mamba_ssm, in which the first Mamba models were published, in the words of
 * transformers; undefined for any other (mamba_ssm/models/config_mamba.py:MambaConfig).
 */
export function ofMambaSsm(config: Config): Config | undefined {
  const { ssm_cfg: mixer, model_type: type, d_model: hiddenSize, n_layer: layers } = config;
  if (!isRecord(mixer) || type !== undefined || hiddenSize === undefined || layers === undefined)
    return undefined;
  const mixerKeys = Object.entries(MIXER_KEYS).filter(([key]) => key in mixer);
  return {
    model_type: typeOf(config, mixer),
    hidden_size: hiddenSize,
    num_hidden_layers: layers,
    vocab_size: paddedRows(config),
    tie_word_embeddings: config.tie_embeddings ?? true,
    ...Object.fromEntries(mixerKeys.map(([key, name]) => [name, mixer[key]])),
  };
}

function typeOf({ attn_layer_idx: attention, d_intermediate: inner = 0 }: Config, mixer: Config): string {
  if (inner !== 0 || (Array.isArray(attention) && attention.length > 0)) return "mamba_ssm";
  return mixer.layer === "Mamba2" ? "mamba2" : "mamba";
}

function paddedRows({ vocab_size: tokens, pad_vocab_size_multiple: multiple = 8 }: Config): unknown {
  if (typeof tokens !== "number" || typeof multiple !== "number") return tokens;
  return Math.ceil(tokens / multiple) * multiple;
}
