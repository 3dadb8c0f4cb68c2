import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import { positiveInt } from "../../model/sizes";
import { type SparseKind, sparseKinds, sparsityInt } from "../../model/sparsity";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

/** The numbers of blocks that DeepSpeed checks, by kind of layer. */
const COUNTS: Readonly<Partial<Record<SparseKind, readonly string[]>>> = {
  bigbird: ["num_random_blocks", "num_sliding_window_blocks", "num_global_blocks"],
  sparse_variable: ["num_random_blocks"],
  local: ["num_sliding_window_blocks"],
};

export default defineRule({
  id: "sparse-blocks-in-row",
  phase: "model",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["sparsity_config", "seq_length", "attention_config"],
  neox: { at: "megatron/model/utils.py:configure_sparse_attention", raises: "ValueError" },
  summary: "A sparse layer cannot have more blocks of a kind than the sequence has",
  sources: [
    "deepspeed/ops/sparse_attention/sparsity_config.py:316-470:set_random_layout at DeeperSpeed 91d1c55b",
  ],
  explain: `A row has \`seq_length / block\` blocks, and DeepSpeed refuses more random, sliding-window or global
blocks than that.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["bigbird"], 12]]
        sparsity_config: {num_random_blocks: 200}
      `,
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["bigbird"], 12]]
        sparsity_config: {num_random_blocks: 1}
      `,
    },
    neox: "2024-10-31",
  },
  check(launch, report) {
    const seqLength = positiveInt(launch, "seq_length");
    const block = sparsityInt(launch, "block", 16);
    if (seqLength === undefined || block === undefined || block <= 0) return;
    const blocks = Math.floor(seqLength / block);
    const names = new Set(sparseKinds(launch).flatMap((kind) => ownValue(COUNTS, kind) ?? []));
    for (const name of names) {
      const count = sparsityInt(launch, name, 0);
      if (count === undefined || count <= blocks) continue;
      report({
        at: { key: "sparsity_config" },
        message: t(
          "{0} is {1}, and a row has {2} / {3} = {4} blocks.",
          name,
          count,
          seqLength,
          block,
          blocks,
        ),
      });
    }
  },
});
