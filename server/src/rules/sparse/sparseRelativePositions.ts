import { t } from "../../base/l10n";
import { sparseKinds } from "../../model/sparsity";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "sparse-relative-positions",
  phase: "forward",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["pos_emb", "attention_config"],
  neox: { at: "megatron/model/transformer.py:sparse_attention", raises: "RuntimeError" },
  summary: "Relative positions do not go with sparse layers",
  sources: ["megatron/model/transformer.py:702:sparse_attention"],
  explain: `A sparse layer asks for the bias after it has turned queries and keys, so the bias is built from the batch
size instead of the length: an error of shapes, or a wrong bias.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        pos_emb: rpe
        attention_config: [[["local", "global"], 6]]
      `,
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        pos_emb: rpe
      `,
    },
    neox: "2024-10-31",
  },
  check(launch, report) {
    if (launch.get("pos_emb") !== "rpe" || sparseKinds(launch).length === 0) return;
    report({
      at: "pos_emb",
      message: t("Sparse layers build the relative positions from the batch size instead of the length."),
    });
  },
});
