import { t } from "../../base/l10n";
import { defineRule } from "../../engine/rule";
import { layerKinds } from "../../launch/layerKinds";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_RWKV } from "../kit/windows";

export default defineRule({
  id: "rwkv-one-layer",
  phase: "model",
  severity: "error",
  keys: ["num_layers", "attention_config"],
  holds: SINCE_RWKV,
  neox: { at: "megatron/model/rwkv/v6/rwkv.py:__init__", raises: "ZeroDivisionError" },
  summary: "rwkv needs at least 2 layers",
  explain: `A layer computes its place between the first and the last, \`layer / (num_layers - 1)\`
(\`megatron/model/rwkv/v6/rwkv.py:113\`).`,
  bad: {
    files: {
      "model.yml": `num_layers: 1\nhidden_size: 768\nnum_attention_heads: 12\nseq_length: 2048\nmax_position_embeddings: 2048\ntrain_micro_batch_size_per_gpu: 4\nattention_config: [[["rwkv"], "all"]]\nprecision: bfloat16\ndim_att: 768\n`,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": `${EXAMPLE_MODEL}attention_config: [[["rwkv"], 12]]\nprecision: bfloat16\ndim_att: 768\n`,
    },
    neox: "main",
  },
  check(launch, report) {
    if (launch.derivation.int("num_layers") !== 1 || !layerKinds(launch)?.has("rwkv")) return;
    report({
      at: "num_layers",
      message: t("rwkv layers divide by num_layers - 1, and that is 0."),
      fixes: () => [setValue("num_layers", 2n)],
    });
  },
});
