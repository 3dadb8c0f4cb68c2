import { t } from "../../base/l10n";
import { positiveInt } from "../../model/sizes";
import { sparseKinds, sparsityInt } from "../../model/sparsity";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "sparse-block-length",
  phase: "model",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["seq_length", "sparsity_config", "attention_config"],
  neox: { at: "megatron/model/utils.py:configure_sparse_attention", raises: "ValueError" },
  summary: "Sparse layers need a `seq_length` that is a multiple of their block",
  sources: ["deepspeed/ops/sparse_attention/sparsity_config.py:41:setup_layout at DeeperSpeed 91d1c55b"],
  explain: `DeepSpeed cuts the sequence into blocks of \`sparsity_config.block\` (16 unless set) and refuses a length
that is no multiple of it.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["sparse_fixed"], 12]]
        sparsity_config: {block: 24}
      `,
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["sparse_fixed"], 12]]
        sparsity_config: {block: 32}
      `,
    },
    neox: "2024-10-31",
  },
  check(launch, report) {
    const seqLength = positiveInt(launch, "seq_length");
    const block = sparsityInt(launch, "block", 16);
    if (sparseKinds(launch).length === 0 || seqLength === undefined || block === undefined) return;
    if (block <= 0 || seqLength % block === 0) return;
    report({
      at: "seq_length",
      message: t("seq_length {0} is no multiple of the sparse block {1}.", seqLength, block),
    });
  },
});
