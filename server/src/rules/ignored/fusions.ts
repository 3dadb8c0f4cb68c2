import { t } from "../../l10n";
import { layerKinds } from "../../launch/layerKinds";
import { isOn, isSwitchedOn } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import type { Rule } from "../rule";
import { sparseKinds } from "../sparse/sparsity";
import { defineIgnoredKeys } from "./ignoredKeys";

/** The norm each fused kernel is for (megatron/model/norms.py:20-36). */
const FUSED_NORMS: Readonly<Record<string, readonly string[]>> = {
  layernorm_fusion: ["layernorm", "non_parametric_layernorm"],
  rmsnorm_fusion: ["rmsnorm"],
};

export const fusionRules: readonly Rule[] = [
  defineIgnoredKeys({
    id: "bias-gelu-fusion-unused",
    phase: "model",
    keys: ["bias_gelu_fusion", "activation"],
    idle: ["bias_gelu_fusion"],
    asked: isSwitchedOn,
    neox: { at: "megatron/model/activations.py:get_activation" },
    summary: "`bias_gelu_fusion` is for `activation: gelu` only",
    explain: `With any other activation NeoX takes the plain path (\`megatron/model/activations.py:50\`,
\`megatron/model/transformer.py:168\`).`,
    bad: `${EXAMPLE_MODEL}bias_gelu_fusion: true\nactivation: relu\n`,
    good: `${EXAMPLE_MODEL}bias_gelu_fusion: true\nactivation: gelu\n`,
    because: (launch) => {
      const activation = launch.get("activation");
      if (typeof activation !== "string" || activation.toLowerCase() === "gelu") return undefined;
      return t("bias_gelu_fusion has no effect with activation {0}.", activation);
    },
  }),
  defineIgnoredKeys({
    id: "flashattn-swiglu-unused",
    phase: "model",
    keys: ["use_flashattn_swiglu", "activation"],
    idle: ["use_flashattn_swiglu"],
    asked: isSwitchedOn,
    holds: { from: "2024-09-14", since: "4a2e726c" },
    neox: { at: "megatron/model/transformer.py:__init__" },
    summary: "`use_flashattn_swiglu` is for `activation: swiglu` only",
    explain: `NeoX takes flash-attn's fused SwiGLU only for that activation, and only where the package is there
(\`megatron/model/transformer.py:51\`, \`:129\`).`,
    bad: `${EXAMPLE_MODEL}use_flashattn_swiglu: true\nactivation: gelu\n`,
    good: `${EXAMPLE_MODEL}activation: gelu\n`,
    because: (launch) => {
      const activation = launch.get("activation");
      if (typeof activation !== "string" || activation === "swiglu") return undefined;
      return t("use_flashattn_swiglu has no effect with activation {0}.", activation);
    },
  }),
  defineIgnoredKeys({
    id: "norm-fusion-unused",
    phase: "model",
    keys: ["layernorm_fusion", "rmsnorm_fusion", "norm"],
    idle: ["layernorm_fusion", "rmsnorm_fusion"],
    asked: isSwitchedOn,
    holds: { from: "2024-01-26", since: "3d8fec02" },
    neox: { at: "megatron/model/norms.py:get_norm" },
    summary: "Each fused norm kernel is for one norm",
    explain: `\`layernorm_fusion\` is looked at for layernorm and \`rmsnorm_fusion\` for rmsnorm
(\`megatron/model/norms.py:20\`); with another \`norm\` the flag does nothing.`,
    bad: `${EXAMPLE_MODEL}norm: rmsnorm\nlayernorm_fusion: true\n`,
    good: `${EXAMPLE_MODEL}norm: rmsnorm\nrmsnorm_fusion: true\n`,
    because: (launch, key) => {
      const norm = launch.get("norm");
      if (typeof norm !== "string" || FUSED_NORMS[key]?.includes(norm.toLowerCase())) return undefined;
      return t("{0} has no effect with norm {1}.", key, norm);
    },
  }),
  defineIgnoredKeys({
    id: "softmax-fusion-twice",
    phase: "model",
    keys: ["scaled_masked_softmax_fusion", "scaled_upper_triang_masked_softmax_fusion"],
    idle: ["scaled_masked_softmax_fusion"],
    asked: isSwitchedOn,
    neox: { at: "megatron/model/utils.py:get_fusion_type" },
    summary: "Of two softmax fusions the upper triangular one wins",
    explain: `NeoX takes one kernel: with both flags on, \`scaled_upper_triang_masked_softmax_fusion\`
(\`megatron/model/utils.py:366\`).`,
    bad: `${EXAMPLE_MODEL}scaled_masked_softmax_fusion: true\nscaled_upper_triang_masked_softmax_fusion: true\n`,
    good: `${EXAMPLE_MODEL}scaled_upper_triang_masked_softmax_fusion: true\n`,
    because: (launch) =>
      isOn(launch, "scaled_upper_triang_masked_softmax_fusion") === true
        ? t("scaled_masked_softmax_fusion has no effect: scaled_upper_triang_masked_softmax_fusion wins.")
        : undefined,
  }),
  defineIgnoredKeys({
    id: "mamba-fusion-superseded",
    phase: "model",
    keys: ["mamba_selective_scan_fusion", "mamba_causal_conv_fusion", "mamba_inner_func_fusion"],
    idle: ["mamba_selective_scan_fusion", "mamba_causal_conv_fusion"],
    asked: isSwitchedOn,
    holds: { from: "2024-03-10", since: "6809bbc3" },
    neox: { at: "megatron/model/mamba/mamba.py:forward" },
    summary: "`mamba_inner_func_fusion` replaces the other two Mamba fusions",
    explain: `The fused inner function holds the convolution and the scan (\`megatron/model/mamba/mamba.py:264\`).`,
    bad: `${EXAMPLE_MODEL}mamba_inner_func_fusion: true\nmamba_causal_conv_fusion: true\n`,
    good: `${EXAMPLE_MODEL}mamba_inner_func_fusion: true\n`,
    because: (launch, key) =>
      isOn(launch, "mamba_inner_func_fusion") === true
        ? t("{0} has no effect: mamba_inner_func_fusion does its work too.", key)
        : undefined,
  }),
  defineIgnoredKeys({
    id: "sparsity-config-unused",
    phase: "model",
    severity: "information",
    keys: ["sparsity_config", "attention_config"],
    idle: ["sparsity_config"],
    asked: (launch) => isOn(launch, "sparsity_config") === true,
    neox: { at: "megatron/model/utils.py:configure_sparse_attention" },
    summary: "`sparsity_config` is for sparse layers, and there is none",
    explain: `Only layers of the types local, sparse_fixed, sparse_variable, bigbird and bslongformer read it
(\`megatron/model/utils.py:261\`); they are named in \`attention_config\`.`,
    bad: { files: { "model.yml": `${EXAMPLE_MODEL}sparsity_config:\n  block: 16\n` }, neox: "2024-10-31" },
    good: {
      files: {
        "model.yml": `${EXAMPLE_MODEL}attention_config: [[["local"], 12]]\nsparsity_config:\n  block: 16\n`,
      },
      neox: "2024-10-31",
    },
    because: (launch) => {
      // With grouped queries NeoX refuses the block, and that is told by itself.
      if (launch.get("num_kv_heads") !== null) return undefined;
      if (layerKinds(launch) === undefined || sparseKinds(launch).length > 0) return undefined;
      return t("sparsity_config has no effect: no layer is of a sparse type.");
    },
  }),
];
