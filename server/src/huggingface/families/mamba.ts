import { t } from "../../base/l10n";
import type { Oddity } from "../decoder";
import type { Family } from "../family";
import type { Keys } from "../keys";

/** What NeoX fixes of Mamba (megatron/model/mamba/mamba.py:54-63), by the keys of `config.json`. */
const MAMBA_FIXED = { state_size: 16, conv_kernel: 4, use_bias: false, use_conv_bias: true } as const;

export const MAMBA: Family = {
  type: "mamba",
  architecture: "MambaForCausalLM",
  mixer: "mamba",
  norm: "rmsnorm",
  isGated: true,
  positions: "none",
  names: { epsilon: "layer_norm_epsilon", heads: "num_attention_heads" },
  defaults: {
    ...MAMBA_FIXED,
    hidden_act: "silu",
    layer_norm_epsilon: 1e-5,
    expand: 2,
    tie_word_embeddings: true,
  },
  differs: (keys, { hiddenSize }) => ({
    innerSize: (keys.number("expand") ?? 2) * hiddenSize,
    normsPerLayer: 1,
  }),
  oddities: (keys, { hiddenSize }) => [
    ...Object.entries(MAMBA_FIXED).map(
      ([key, fixed]) => keys.raw(key) !== fixed && fixedInNeoX(key, keys, fixed),
    ),
    typeof keys.raw("time_step_rank") === "number" &&
      keys.raw("time_step_rank") !== Math.ceil(hiddenSize / 16) &&
      fixedInNeoX("time_step_rank", keys, Math.ceil(hiddenSize / 16)),
  ],
  writes: ({ hiddenSize, innerSize, biases }) => ({
    ...MAMBA_FIXED,
    use_bias: biases.mlp,
    expand: innerSize / hiddenSize,
    time_step_rank: Math.ceil(hiddenSize / 16),
  }),
};

function fixedInNeoX(key: string, keys: Keys, fixed: number | boolean): Oddity {
  return { key, value: keys.raw(key) ?? null, reason: t("NeoX builds Mamba with {0} here.", String(fixed)) };
}
