import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { hasTransformerLayer, layerKinds } from "../../launch/layerKinds";
import { defineRule, type NeoxFailure, type Phase } from "../rule";
import { removeKey } from "../simpleFixes";

interface Reader {
  readonly phase: Phase;
  readonly neox: NeoxFailure;
  /** When the layer reads the argument at all; absent: always. */
  readonly when?: (launch: Launch) => boolean;
}

const usesNorm = (norm: string) => (launch: Launch) => launch.get("norm") === norm;
const isRotary = (launch: Launch) => launch.get("pos_emb") === "rotary";

/** Arguments that a layer needs and `validate_types` lets be null, with the code that stops: each was run. */
const READERS: Readonly<Record<string, Reader>> = {
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

export default defineRule({
  id: "null-argument",
  phase: "model",
  severity: "error",
  keys: Object.keys(READERS),
  neox: { at: "megatron/model/transformer.py:__init__", raises: "TypeError" },
  summary: "A layer cannot be built or run with null for this argument",
  explain: `NeoX's check of types lets every argument be null (\`megatron/neox_arguments/arguments.py:1369\`), which does
not mean its default: the layer that reads it stops. Leave the key out to get the default.`,
  bad: "hidden_size: 512\nnum_attention_heads: 8\nnorm: null\n",
  good: "hidden_size: 512\nnum_attention_heads: 8\nnorm: layernorm\n",
  check(launch, report) {
    const kinds = layerKinds(launch);
    if (kinds === undefined || !hasTransformerLayer(kinds)) return;
    for (const [key, { phase, neox, when }] of Object.entries(READERS)) {
      if (!launch.settings.has(key) || launch.get(key) !== null || when?.(launch) === false) continue;
      if (launch.catalogue.get(key) === undefined) continue;
      report({
        at: key,
        message: t("{0} is null, which is not its default: the layer that reads it stops.", key),
        operands: [key],
        keys: [key],
        phase,
        neox,
        fixes: () => [removeKey(key)],
      });
    }
  },
});
