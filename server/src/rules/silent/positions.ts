import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { layerKinds } from "../../launch/layerKinds";
import { attentionShape } from "../../model/attention";
import { rotaryDims } from "../../model/positions";
import { realNumber, transformerSizes } from "../../model/sizes";
import { isOn } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import type { Rule } from "../rule";
import { sparseKinds } from "../sparse/sparsity";
import { defineSilentRule } from "./silentRule";

/** Position embeddings that do not reach the attention. */
export const silentPositionRules: readonly Rule[] = [
  defineSilentRule({
    id: "rotary-dims-few",
    phase: "forward",
    severity: "warning",
    keys: ["rotary_pct", "pos_emb", "hidden_size", "num_attention_heads"],
    at: "rotary_pct",
    neox: { at: "megatron/model/transformer.py:__init__" },
    summary: "A `rotary_pct` of no dimension, or of one, gives no usable positions",
    explain: `NeoX turns \`int(head_dim * rotary_pct)\` dimensions of each head (\`megatron/model/transformer.py:387\`).
With none the model has no position information at all; a single one is broadcast and widens queries and keys by one
(\`megatron/model/positional_embeddings.py:116\`). Nothing is said in either case.`,
    bad: `${EXAMPLE_MODEL}pos_emb: rotary\nrotary_pct: 0.0\n`,
    good: `${EXAMPLE_MODEL}pos_emb: rotary\nrotary_pct: 0.25\n`,
    instead: (launch) => {
      const sizes = transformerSizes(launch);
      const share = realNumber(launch, "rotary_pct");
      if (sizes === undefined || share === undefined || share < 0 || launch.get("pos_emb") !== "rotary")
        return undefined;
      const { headDim } = attentionShape(sizes);
      if (!Number.isInteger(headDim) || rotaryDims(headDim, share) > 1) return undefined;
      return rotaryDims(headDim, share) === 0
        ? t("rotary_pct {0} of head_dim {1} is no dimension: the model gets no positions.", share, headDim)
        : t(
            "rotary_pct {0} of head_dim {1} is one dimension, which widens queries and keys.",
            share,
            headDim,
          );
    },
    mend: () => [["rotary_pct", 0.25]],
  }),
  defineSilentRule({
    id: "alibi-sparse-layers",
    phase: "forward",
    severity: "warning",
    keys: ["pos_emb", "attention_config"],
    at: "pos_emb",
    neox: { at: "megatron/model/transformer.py:sparse_attention" },
    summary: "ALiBi does not reach sparse layers",
    explain: `Only global and flash layers add its bias (\`megatron/model/transformer.py:530\`, \`:692\`): a sparse layer has no
position information. Take rotary embeddings, or global and flash layers.`,
    bad: {
      files: {
        "model.yml":
          `${EXAMPLE_MODEL}num_kv_heads: null\npos_emb: alibi\nattention_config: [[["local", "global"], 6]]\n`.replace(
            "num_attention_heads: 12",
            "num_attention_heads: 16",
          ),
      },
      neox: "2024-10-31",
    },
    good: {
      files: {
        "model.yml": `${EXAMPLE_MODEL}pos_emb: rotary\nattention_config: [[["local", "global"], 6]]\n`,
      },
      neox: "2024-10-31",
    },
    instead: (launch) =>
      launch.get("pos_emb") === "alibi" && sparseKinds(launch).length > 0
        ? t("Sparse layers do not add ALiBi's bias: they have no positions.")
        : undefined,
    mend: () => [["pos_emb", "rotary"]],
  }),
  defineSilentRule({
    id: "rpe-flash-layers",
    phase: "forward",
    severity: "warning",
    keys: ["pos_emb", "attention_config"],
    at: "pos_emb",
    neox: { at: "megatron/model/transformer.py:flash_attention" },
    summary: "`pos_emb: rpe` does not reach flash layers",
    explain: `The relative bias is added in the unfused path only (\`megatron/model/transformer.py:526\`, \`:573\`): flash
layers have no position information.`,
    bad: `${EXAMPLE_MODEL}precision: fp16\npos_emb: rpe\nattention_config: [[["flash"], 12]]\n`,
    good: `${EXAMPLE_MODEL}precision: fp16\npos_emb: rotary\nattention_config: [[["flash"], 12]]\n`,
    instead: (launch) =>
      launch.get("pos_emb") === "rpe" && has(launch, "flash")
        ? t("Flash layers do not add the relative bias of rpe: they have no positions.")
        : undefined,
    mend: () => [["pos_emb", "rotary"]],
  }),
  defineSilentRule({
    id: "rpe-stages-drift",
    phase: "forward",
    severity: "warning",
    keys: ["pos_emb", "pipe_parallel_size"],
    at: "pos_emb",
    neox: { at: "megatron/model/gpt2_model.py:init_specs" },
    summary: "With a pipeline, every stage learns a `rpe` table of its own",
    explain: `The table of relative positions is shared between layers, but not tied between pipeline stages
(\`megatron/model/gpt2_model.py:228\`, \`:283\`): with two or more the copies drift apart.`,
    bad: `${EXAMPLE_MODEL}pos_emb: rpe\npipe_parallel_size: 2\n`,
    good: `${EXAMPLE_MODEL}pos_emb: rpe\npipe_parallel_size: 1\n`,
    instead: (launch) => {
      const stages = launch.int("pipe_parallel_size") ?? 0;
      if (launch.get("pos_emb") !== "rpe" || stages < 2) return undefined;
      return t("{0} pipeline stages have a table of relative positions each, and these drift apart.", stages);
    },
    mend: () => [["pos_emb", "rotary"]],
  }),
  defineSilentRule({
    id: "sliding-window-lost",
    phase: "forward",
    severity: "warning",
    keys: [
      "sliding_window_width",
      "attention_config",
      "pipe_parallel_size",
      "scaled_upper_triang_masked_softmax_fusion",
    ],
    at: "sliding_window_width",
    holds: { from: "2024-02-22", since: "f36aed7f" },
    neox: { at: "megatron/training.py:get_batch" },
    summary: "A sliding window that global layers do not get",
    explain: `Without a pipeline the sequential model rebuilds the mask without the window
(\`megatron/training.py:523\`, \`megatron/model/utils.py:152\`), and \`scaled_upper_triang_masked_softmax_fusion\` takes no
mask at all (\`megatron/model/fused_softmax.py:173\`): global layers then attend to everything before. Flash layers have the
window in either case.`,
    bad: `${EXAMPLE_MODEL}sliding_window_width: 1024\npipe_parallel_size: 0\n`,
    good: `${EXAMPLE_MODEL}sliding_window_width: 1024\npipe_parallel_size: 1\n`,
    instead: (launch) => {
      if (launch.int("sliding_window_width") === undefined || !has(launch, "global")) return undefined;
      if (launch.settings.has("pipe_parallel_size") && launch.int("pipe_parallel_size") === 0)
        return t(
          "Without a pipeline NeoX masks without the window: global layers attend to all that is before.",
        );
      return isOn(launch, "scaled_upper_triang_masked_softmax_fusion") === true
        ? t("The fused softmax takes no mask: global layers attend to all that is before.")
        : undefined;
    },
  }),
  defineSilentRule({
    id: "mup-flash-scaling",
    phase: "forward",
    severity: "warning",
    keys: ["use_mup", "attention_config"],
    at: "use_mup",
    neox: { at: "megatron/model/transformer.py:flash_attention" },
    summary: "Flash layers lose the attention scale of muP",
    explain: `muP scales attention by 1/head_dim; flash layers always take one over its root
(\`megatron/model/transformer.py:369\`, \`:650\`). Take global layers.`,
    bad: `${EXAMPLE_MODEL}precision: fp16\nuse_mup: true\nattention_config: [[["flash"], 12]]\n`,
    good: `${EXAMPLE_MODEL}precision: fp16\nuse_mup: true\nattention_config: [[["global"], 12]]\n`,
    instead: (launch) =>
      launch.get("use_mup") === true && has(launch, "flash")
        ? t("Flash layers do not scale by 1/head_dim, as muP needs.")
        : undefined,
    mend: () => [["use_mup", false]],
  }),
];

function has(launch: Launch, kind: string): boolean {
  return layerKinds(launch)?.has(kind) === true;
}
