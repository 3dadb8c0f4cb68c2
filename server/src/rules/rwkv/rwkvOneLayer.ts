import { t } from "../../base/l10n";
import { layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_RWKV } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "rwkv-one-layer",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["num_layers", "attention_config"],
  holds: SINCE_RWKV,
  neox: { at: "megatron/model/rwkv/v6/rwkv.py:__init__", raises: "ZeroDivisionError" },
  summary: "rwkv needs at least 2 layers",
  sources: ["megatron/model/rwkv/v6/rwkv.py:113:__init__"],
  explain: `A layer computes its place between the first and the last, \`layer / (num_layers - 1)\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        num_layers: 1
        hidden_size: 768
        num_attention_heads: 12
        seq_length: 2048
        max_position_embeddings: 2048
        train_micro_batch_size_per_gpu: 4
        attention_config: [[["rwkv"], "all"]]
        precision: bfloat16
        dim_att: 768
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["rwkv"], 12]]
        precision: bfloat16
        dim_att: 768
      `,
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
