import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { layerKinds } from "../../launch/layerKinds";
import { isOn, isSwitchedOn } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import type { Rule } from "../rule";
import { defineIgnoredKeys } from "./ignoredKeys";

const FLASH_IGNORES = ["apply_query_key_layer_scaling", "attention_softmax_in_fp32"] as const;
const MOE_KEYS = ["moe_top_k", "moe_expert_interval", "moe_router_type", "moe_jitter_eps"] as const;
const FP8_KEYS = [
  "te_fp8_format",
  "te_fp8_wgrad",
  "te_fp8_amax_history_len",
  "te_fp8_amax_compute_algo",
] as const;

/** Flags that wait for another flag. */
export const otherFlagRules: readonly Rule[] = [
  defineIgnoredKeys({
    id: "gpt-j-tied-unused",
    phase: "model",
    severity: "information",
    keys: ["gpt_j_tied", "gpt_j_residual"],
    idle: ["gpt_j_tied"],
    asked: isSwitchedOn,
    neox: { at: "megatron/model/transformer.py:forward" },
    summary: "`gpt_j_tied` does nothing without `gpt_j_residual`",
    explain: "It ties the two norms of a parallel residual (`megatron/model/transformer.py:1063`).",
    bad: `${EXAMPLE_MODEL}gpt_j_tied: true\n`,
    good: `${EXAMPLE_MODEL}gpt_j_residual: true\ngpt_j_tied: true\n`,
    because: (launch) =>
      isOn(launch, "gpt_j_residual") === false
        ? t("gpt_j_tied has no effect: gpt_j_residual is off.")
        : undefined,
  }),
  defineIgnoredKeys({
    id: "flash-attention-ignores",
    phase: "forward",
    keys: [...FLASH_IGNORES, "attention_config"],
    idle: FLASH_IGNORES,
    asked: isSwitchedOn,
    neox: { at: "megatron/model/transformer.py:flash_attention" },
    summary: "Flash attention has its own scaling and softmax",
    explain: `The flash kernels scale by one over the root of head_dim and keep the softmax in fp32 by themselves
(\`megatron/model/transformer.py:650-661\`): \`apply_query_key_layer_scaling\` and \`attention_softmax_in_fp32\` do not
reach them.`,
    bad: `${EXAMPLE_MODEL}precision: fp16\nattention_config: [[["flash"], 12]]\nattention_softmax_in_fp32: true\n`,
    good: `${EXAMPLE_MODEL}precision: fp16\nattention_config: [[["flash"], 12]]\n`,
    because: (launch, key) =>
      areAllLayers(launch, "flash")
        ? t("{0} has no effect: all layers are flash attention.", key)
        : undefined,
  }),
  defineIgnoredKeys({
    id: "moe-key-without-experts",
    phase: "model",
    severity: "information",
    keys: ["moe_num_experts", ...MOE_KEYS],
    idle: MOE_KEYS,
    holds: { from: "2025-05-09", since: "d11df961" },
    neox: { at: "megatron/model/transformer.py:__init__" },
    summary: "Keys of a mixture of experts without experts",
    explain: "Layers have experts only with `moe_num_experts` above 1 (`megatron/model/transformer.py:943`).",
    bad: { files: { "model.yml": `${EXAMPLE_MODEL}moe_top_k: 2\n` }, neox: "main" },
    good: { files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\nmoe_top_k: 2\n` }, neox: "main" },
    because: (launch, key) =>
      launch.int("moe_num_experts") === 1 && launch.int(key) !== 0
        ? t("{0} has no effect: moe_num_experts is 1, so no layer has experts.", key)
        : undefined,
  }),
  defineIgnoredKeys({
    id: "moe-jitter-without-topk",
    phase: "model",
    keys: ["moe_jitter_eps", "moe_router_type", "moe_num_experts"],
    idle: ["moe_jitter_eps"],
    holds: { from: "2025-05-09", since: "d11df961" },
    neox: { at: "megatron/model/router.py:__init__" },
    summary: "`moe_jitter_eps` is for the topk router",
    explain: "The sinkhorn router does not read it (`megatron/model/router.py:36`, `:199`).",
    bad: {
      files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\nmoe_jitter_eps: 0.01\n` },
      neox: "main",
    },
    good: { files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\n` }, neox: "main" },
    because: (launch) =>
      (launch.int("moe_num_experts") ?? 1) > 1 && launch.get("moe_router_type") === "sinkhorn"
        ? t("moe_jitter_eps has no effect: the sinkhorn router does not read it.")
        : undefined,
  }),
  defineIgnoredKeys({
    id: "experts-ignore-mlp-keys",
    phase: "model",
    severity: "information",
    keys: ["expansion_factor", "mlp_multiple_of", "moe_num_experts"],
    idle: ["expansion_factor", "mlp_multiple_of"],
    holds: { from: "2025-05-09", since: "d11df961" },
    neox: { at: "megatron/model/moe_mlp.py:__init__" },
    summary: "Experts take their width from `intermediate_size` alone",
    explain: `It is \`intermediate_size\`, or four times \`hidden_size\`, rounded up to 256
(\`megatron/model/moe_mlp.py:160\`); layers without experts still read these keys.`,
    bad: {
      files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\nexpansion_factor: 2.0\n` },
      neox: "main",
    },
    good: {
      files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\nintermediate_size: 1536\n` },
      neox: "main",
    },
    because: (launch, key) =>
      (launch.int("moe_num_experts") ?? 1) > 1 && launch.int("moe_expert_interval") === 1
        ? t("{0} has no effect: every layer has experts, whose width is intermediate_size.", key)
        : undefined,
  }),
  defineIgnoredKeys({
    id: "fp8-key-unused",
    phase: "model",
    severity: "information",
    keys: ["te_fp8_mha", ...FP8_KEYS],
    idle: FP8_KEYS,
    holds: { from: "2024-12-19", since: "8900d05c" },
    neox: { at: "megatron/model/transformer_engine.py:__init__" },
    summary: "The keys of FP8 do nothing without `te_fp8_mha`",
    explain:
      "Only Transformer Engine's FP8 attention reads them (`megatron/model/transformer_engine.py:644`).",
    bad: `${EXAMPLE_MODEL}te_fp8_format: e4m3\n`,
    good: EXAMPLE_MODEL,
    because: (launch, key) =>
      isOn(launch, "te_fp8_mha") === false ? t("{0} has no effect: te_fp8_mha is off.", key) : undefined,
  }),
  defineIgnoredKeys({
    id: "model-parallel-flag-unused",
    phase: "model",
    keys: ["sequence_parallel", "fp32_allreduce", "model_parallel_size"],
    idle: ["sequence_parallel", "fp32_allreduce"],
    asked: isSwitchedOn,
    neox: { at: "megatron/mpu/initialize.py:initialize_model_parallel" },
    summary: "Flags of model parallelism on a single rank",
    explain: `\`sequence_parallel\` splits activations over the model-parallel ranks
(\`megatron/neox_arguments/neox_args.py:88\`), and \`fp32_allreduce\` concerns their collectives only, never the
gradients' average (\`megatron/mpu/mappings.py:40\`). With \`model_parallel_size: 1\` neither does anything.`,
    bad: `${EXAMPLE_MODEL}model_parallel_size: 1\nsequence_parallel: true\n`,
    good: `${EXAMPLE_MODEL}model_parallel_size: 2\nsequence_parallel: true\n`,
    because: (launch, key) =>
      launch.settings.has("model_parallel_size") && launch.derivation.int("model_parallel_size") === 1
        ? t("{0} has no effect with model_parallel_size 1.", key)
        : undefined,
  }),
];

function areAllLayers(launch: Launch, kind: string): boolean {
  const kinds = layerKinds(launch);
  return kinds !== undefined && [...kinds].every((it) => it === kind);
}
