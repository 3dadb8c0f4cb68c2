import type { NeoxFailure, Phase } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import type { Window } from "../../launch/target";

/** What in a layer reads an argument, and how it stops at a value that it cannot use. */
export interface Reader {
  readonly phase: Phase;
  readonly neox: NeoxFailure;
  /** The versions in which it does. */
  readonly holds?: Window;
  /** When the layer reads the argument at all; absent: always. */
  readonly when?: (launch: Launch) => boolean;
}

export const usesNorm = (norm: string) => (launch: Launch) => launch.get("norm") === norm;
const isRotary = (launch: Launch) => launch.get("pos_emb") === "rotary";

/** Arguments that a layer needs, with the code that stops at null and at `"auto"`: each was run. */
export const LAYER_READERS: Readonly<Record<string, Reader>> = {
  activation: {
    phase: "model",
    neox: { at: "megatron/model/activations.py:get_activation", raises: "ValueError" },
  },
  attention_dropout: {
    phase: "model",
    neox: { at: "megatron/model/transformer.py:__init__", raises: "TypeError" },
  },
  hidden_dropout: {
    phase: "forward",
    neox: { at: "megatron/model/fused_bias_dropout.py:bias_dropout_add", raises: "TypeError" },
  },
  layernorm_epsilon: {
    phase: "forward",
    neox: { at: "megatron/model/transformer.py:forward", raises: "TypeError" },
    when: usesNorm("layernorm"),
  },
  mlp_multiple_of: {
    phase: "model",
    neox: { at: "megatron/model/transformer.py:__init__", raises: "TypeError" },
  },
  moe_expert_interval: {
    phase: "model",
    neox: { at: "megatron/model/transformer.py:__init__", raises: "TypeError" },
  },
  norm: { phase: "model", neox: { at: "megatron/model/norms.py:get_norm", raises: "ValueError" } },
  rms_norm_epsilon: {
    phase: "forward",
    neox: { at: "megatron/model/norms.py:forward", raises: "TypeError" },
    when: usesNorm("rmsnorm"),
  },
  rotary_emb_base: {
    phase: "model",
    neox: { at: "megatron/model/positional_embeddings.py:__init__", raises: "TypeError" },
    when: isRotary,
  },
  rotary_pct: {
    phase: "model",
    neox: { at: "megatron/model/transformer.py:__init__", raises: "TypeError" },
    when: isRotary,
  },
};
