import { t } from "../../base/l10n";
import { isAskedFor } from "../../model/asked";
import { layerKinds } from "../../model/layerKinds";
import { hasTeAttention } from "../../model/teLayers";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { SINCE_TRANSFORMER_ENGINE } from "../kit/windows";
import { yaml } from "../kit/yaml";

const TE = `${EXAMPLE_MODEL}te_mha: true\npos_emb: rotary\n`;

const KEYS = [
  "use_bias_in_attn_linear",
  "use_qk_layernorm",
  "apply_query_key_layer_scaling",
  "attention_softmax_in_fp32",
] as const;

export default defineRule({
  id: "te-attention-ignores",
  phase: "forward",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: [...KEYS, "attention_config", "te_mha", "te_fp8_mha"],
  idle: [...KEYS, "attention_config"],
  asked: (launch, key) =>
    key === "attention_config"
      ? [...(layerKinds(launch) ?? [])].some((kind) => kind === "flash" || kind === "local")
      : isAskedFor(launch, key),
  holds: SINCE_TRANSFORMER_ENGINE,
  neox: { at: "megatron/model/transformer_engine.py:__init__" },
  summary: "`te_mha` has a bias, and no other kind of attention than its own",
  sources: [
    "megatron/model/transformer_engine.py:573-600:__init__",
    "megatron/model/transformer.py:962:__init__",
  ],
  explain: `NeoX builds Transformer Engine's attention with fixed settings, a bias among them, whatever kind of
attention a layer has.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${TE}
        use_bias_in_attn_linear: false
      `,
    },
    neox: "main",
  },
  good: { files: { "model.yml": TE }, neox: "main" },
  message: (launch, key) =>
    hasTeAttention(launch) ? t("{0} has no effect: te_mha builds an attention of its own.", key) : undefined,
});
