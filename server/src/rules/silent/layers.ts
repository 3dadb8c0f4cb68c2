import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { layerKinds } from "../../launch/layerKinds";
import { GATED_ACTIVATIONS } from "../../model/activations";
import { positiveInt, realNumber } from "../../model/sizes";
import { isOn, isSwitchedOn } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import type { Rule } from "../rule";
import { defineSilentRule } from "./silentRule";

const SINCE_EXPERTS = { from: "2025-05-09", since: "d11df961" } as const;
const SINCE_TRANSFORMER_ENGINE = { from: "2024-12-19", since: "8900d05c" } as const;
const SINCE_RWKV = { from: "2024-05-05", since: "4bc66703" } as const;
const SINCE_MAMBA = { from: "2024-03-10", since: "6809bbc3" } as const;
const RWKV_MODEL = `${EXAMPLE_MODEL}attention_config: [[["rwkv"], 12]]\nprecision: bfloat16\n`;
const GMLP_MODEL = `${EXAMPLE_MODEL.replace("gpu: 4", "gpu: 2048")}attention_config: [[["gmlp"], 12]]\n`;

/** Layers that are built otherwise than the file says. */
export const silentLayerRules: readonly Rule[] = [
  defineSilentRule({
    id: "zero-mlp-width",
    phase: "model",
    severity: "warning",
    keys: ["intermediate_size", "expansion_factor"],
    at: "intermediate_size",
    holds: { from: "2024-02-22", since: "f36aed7f" },
    neox: { at: "megatron/model/transformer.py:__init__" },
    summary: "`intermediate_size: 0` counts as not set",
    explain: `NeoX takes the default width instead, four times \`hidden_size\` (\`megatron/model/transformer.py:117\`).`,
    bad: `${EXAMPLE_MODEL}intermediate_size: 0\n`,
    good: EXAMPLE_MODEL,
    instead: (launch) =>
      launch.int("intermediate_size") === 0
        ? t("intermediate_size 0 counts as not set: NeoX takes the default width.")
        : undefined,
    mend: () => [["intermediate_size", undefined]],
  }),
  defineSilentRule({
    id: "gmlp-not-gated",
    phase: "forward",
    severity: "warning",
    keys: ["activation", "attention_config"],
    at: "activation",
    neox: { at: "megatron/model/gmlp.py:forward" },
    summary: "gMLP and aMLP layers do not gate",
    explain: "They apply the inner function of a gated activation only (`megatron/model/gmlp.py:115`).",
    bad: `${GMLP_MODEL}activation: geglu\n`,
    good: `${GMLP_MODEL}activation: gelu\n`,
    instead: (launch) =>
      isGated(launch) && has(launch, "gmlp", "amlp")
        ? t(
            "gMLP layers apply the inner function of {0} only, without a gate.",
            String(launch.get("activation")),
          )
        : undefined,
    mend: () => [["activation", "gelu"]],
  }),
  defineSilentRule({
    id: "experts-not-gated",
    phase: "forward",
    severity: "warning",
    keys: ["activation", "moe_num_experts"],
    at: "activation",
    holds: SINCE_EXPERTS,
    neox: { at: "megatron/model/moe.py:forward" },
    summary: "Experts do not gate",
    explain: `Of a gated activation, experts apply the inner function only; the gated expert's class is never used
(\`megatron/model/moe.py:56\`, \`megatron/model/moe_mlp.py:148\`).`,
    bad: { files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\nactivation: swiglu\n` }, neox: "main" },
    good: { files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\nactivation: gelu\n` }, neox: "main" },
    instead: (launch) =>
      isGated(launch) && hasExperts(launch)
        ? t("Experts apply the inner function of {0} only, without a gate.", String(launch.get("activation")))
        : undefined,
    mend: () => [["activation", "gelu"]],
  }),
  defineSilentRule({
    id: "topk-router-training",
    phase: "forward",
    severity: "information",
    keys: ["moe_router_type", "moe_num_experts"],
    at: "moe_router_type",
    holds: SINCE_EXPERTS,
    neox: { at: "megatron/model/router.py:forward" },
    summary: "The topk router is for inference: it has no loss that balances experts",
    explain:
      "NeoX documents it so (`megatron/neox_arguments/neox_args.py:1630`, `megatron/model/router.py:189`).",
    bad: {
      files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\nmoe_router_type: topk\n` },
      neox: "main",
    },
    good: {
      files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\nmoe_router_type: sinkhorn\n` },
      neox: "main",
    },
    instead: (launch) =>
      launch.get("moe_router_type") === "topk" && hasExperts(launch)
        ? t("The topk router has no loss that balances experts: it is meant for inference.")
        : undefined,
    mend: () => [["moe_router_type", "sinkhorn"]],
  }),
  defineSilentRule({
    id: "experts-without-norm",
    phase: "forward",
    severity: "warning",
    keys: ["te_layernorm_mlp", "moe_num_experts"],
    at: "te_layernorm_mlp",
    holds: SINCE_EXPERTS,
    neox: { at: "megatron/model/transformer.py:__init__" },
    summary: "With `te_layernorm_mlp`, experts get input that is not normalised",
    explain: `The norm before the MLP is left to Transformer Engine's MLP, which a layer of experts does not have
(\`megatron/model/transformer.py:993\`, \`:1153\`).`,
    bad: {
      files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\nte_layernorm_mlp: true\n` },
      neox: "main",
    },
    good: { files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\n` }, neox: "main" },
    instead: (launch) =>
      isSwitchedOn(launch, "te_layernorm_mlp") && hasExperts(launch)
        ? t("No norm comes before the experts: te_layernorm_mlp leaves it to an MLP they replace.")
        : undefined,
    mend: () => [["te_layernorm_mlp", undefined]],
  }),
  defineSilentRule({
    id: "transformer-engine-reduces-twice",
    phase: "forward",
    severity: "warning",
    keys: ["gpt_j_residual", "model_parallel_size", "te_rowparallel", "te_mha", "te_layernorm_mlp"],
    at: "gpt_j_residual",
    holds: SINCE_TRANSFORMER_ENGINE,
    neox: { at: "megatron/model/transformer.py:forward" },
    summary: "A parallel residual with Transformer Engine sums over the ranks twice",
    explain: `Transformer Engine's output layers sum over the model-parallel ranks, and the parallel residual does so again
(\`megatron/model/transformer.py:955\`, \`:1116\`).`,
    bad: `${EXAMPLE_MODEL}gpt_j_residual: true\nmodel_parallel_size: 2\nte_rowparallel: true\n`,
    good: `${EXAMPLE_MODEL}model_parallel_size: 2\nte_rowparallel: true\n`,
    instead: (launch) => {
      if (launch.get("gpt_j_residual") !== true || (positiveInt(launch, "model_parallel_size") ?? 1) < 2)
        return undefined;
      const summed = ["te_rowparallel", "te_mha", "te_layernorm_mlp"].find(
        (key) => isOn(launch, key) === true,
      );
      if (summed === undefined) return undefined;
      return t("{0} sums over the model-parallel ranks, and gpt_j_residual sums again.", summed);
    },
    mend: () => [["gpt_j_residual", false]],
  }),
  defineSilentRule({
    id: "transformer-engine-mlp-width",
    phase: "model",
    severity: "information",
    keys: ["intermediate_size", "te_layernorm_mlp", "activation"],
    at: "intermediate_size",
    holds: SINCE_TRANSFORMER_ENGINE,
    neox: { at: "megatron/model/transformer_engine.py:__init__" },
    summary: "With `te_layernorm_mlp`, `intermediate_size` is the inner width as it is",
    explain: `Transformer Engine's MLP takes no two thirds and does not halve (\`megatron/model/transformer_engine.py:192-225\`):
with a gated activation it is three times as wide as NeoX's own MLP of the same \`intermediate_size\`.`,
    bad: {
      files: {
        "model.yml": `${EXAMPLE_MODEL}te_layernorm_mlp: true\nactivation: swiglu\nintermediate_size: 6144\n`,
      },
      neox: "main",
    },
    good: {
      files: { "model.yml": `${EXAMPLE_MODEL}activation: swiglu\nintermediate_size: 6144\n` },
      neox: "main",
    },
    instead: (launch) => {
      const size = positiveInt(launch, "intermediate_size");
      if (size === undefined || !isGated(launch) || isOn(launch, "te_layernorm_mlp") !== true)
        return undefined;
      return t("With te_layernorm_mlp the inner width is {0} itself, not a third of it.", size);
    },
  }),
  defineSilentRule({
    id: "rwkv-attention-width",
    phase: "forward",
    severity: "warning",
    keys: ["dim_att", "hidden_size", "attention_config"],
    at: "dim_att",
    holds: SINCE_RWKV,
    neox: { at: "megatron/model/rwkv/v6/rwkv.py:forward" },
    summary: "RWKV's `dim_att` must be `hidden_size`",
    explain: `The kernel and the reshape after it take \`hidden_size\` (\`megatron/model/rwkv/v6/rwkv.py:214-226\`): any other
width gives a wrong memory layout.`,
    bad: { files: { "model.yml": `${RWKV_MODEL}dim_att: 384\n` }, neox: "main" },
    good: { files: { "model.yml": `${RWKV_MODEL}dim_att: 768\n` }, neox: "main" },
    instead: (launch) => {
      const [width, hiddenSize] = [positiveInt(launch, "dim_att"), positiveInt(launch, "hidden_size")];
      if (width === undefined || hiddenSize === undefined || width === hiddenSize) return undefined;
      // Other widths are refused, and that is told by itself.
      const isBuilt = width % 32 === 0 && width % (positiveInt(launch, "num_attention_heads") ?? 1) === 0;
      if (!isBuilt || !has(launch, "rwkv")) return undefined;
      return t(
        "RWKV's kernel takes hidden_size {0}, not dim_att {1}: the memory layout is wrong.",
        hiddenSize,
        width,
      );
    },
    mend: (launch) => [["dim_att", launch.get("hidden_size")]],
  }),
  defineSilentRule({
    id: "rwkv-ffn-rounded",
    phase: "model",
    severity: "information",
    keys: ["intermediate_size", "attention_config"],
    at: "intermediate_size",
    holds: SINCE_RWKV,
    neox: { at: "megatron/model/rwkv/v6/rwkv.py:__init__" },
    summary: "RWKV rounds `intermediate_size` down to a multiple of 32",
    explain: "`megatron/model/rwkv/v6/rwkv.py:284-291`.",
    bad: { files: { "model.yml": `${RWKV_MODEL}dim_att: 768\nintermediate_size: 2700\n` }, neox: "main" },
    good: { files: { "model.yml": `${RWKV_MODEL}dim_att: 768\nintermediate_size: 2688\n` }, neox: "main" },
    instead: (launch) => {
      const size = positiveInt(launch, "intermediate_size");
      if (size === undefined || size % 32 === 0 || !has(launch, "rwkv")) return undefined;
      return t("RWKV's layers take {0}, the multiple of 32 below {1}.", size - (size % 32), size);
    },
    mend: () => [["intermediate_size", undefined]],
  }),
  defineSilentRule({
    id: "mamba-no-dropout",
    phase: "forward",
    severity: "information",
    keys: ["hidden_dropout", "attention_config"],
    at: "hidden_dropout",
    holds: SINCE_MAMBA,
    neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
    summary: "Mamba layers have no dropout",
    explain: `NeoX means to refuse \`hidden_dropout\` with Mamba, but its assertion never fires
(\`megatron/neox_arguments/arguments.py:1112\`): the embedding drops, the layers do not.`,
    bad: `${EXAMPLE_MODEL}attention_config: [[["mamba"], 12]]\nhidden_dropout: 0.1\n`,
    good: `${EXAMPLE_MODEL}attention_config: [[["mamba"], 12]]\nhidden_dropout: 0.0\n`,
    instead: (launch) => {
      const dropout = realNumber(launch, "hidden_dropout");
      if (dropout === undefined || dropout === 0 || !has(launch, "mamba")) return undefined;
      return t("Mamba layers do not drop: hidden_dropout {0} is for the embedding only.", dropout);
    },
    mend: () => [["hidden_dropout", 0]],
  }),
];

function has(launch: Launch, ...kinds: readonly string[]): boolean {
  const present = layerKinds(launch);
  return present !== undefined && kinds.some((kind) => present.has(kind));
}

function isGated(launch: Launch): boolean {
  const activation = launch.get("activation");
  return typeof activation === "string" && GATED_ACTIVATIONS.has(activation);
}

function hasExperts(launch: Launch): boolean {
  return (launch.int("moe_num_experts") ?? 1) > 1;
}
