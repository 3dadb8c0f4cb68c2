import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { sparseKinds, sparsityValue } from "../../model/sparsity";
import { isList } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "sparse-global-indices",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["sparsity_config", "attention_config"],
  neox: { at: "megatron/model/utils.py:configure_sparse_attention", raises: "ValueError" },
  summary: "The ends of global blocks must match their starts",
  sources: ["deepspeed/ops/sparse_attention/sparsity_config.py:283-300:__init__ at DeeperSpeed 91d1c55b"],
  explain: `\`global_block_end_indices\` must have as many entries as \`global_block_indices\`, each above its start.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["bslongformer"], 12]]
        sparsity_config: {global_block_end_indices: [0]}
      `,
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["bslongformer"], 12]]
        sparsity_config: {global_block_end_indices: [1]}
      `,
    },
    neox: "2024-10-31",
  },
  check(launch, report) {
    const kinds = sparseKinds(launch);
    if (!kinds.includes("sparse_variable") && !kinds.includes("bslongformer")) return;
    const ends = sparsityValue(launch, "global_block_end_indices");
    const starts = sparsityValue(launch, "global_block_indices") ?? [0n];
    if (!isList(ends) || !isList(starts)) return;
    const fits = ends.every((end, index) => {
      const start = starts[index];
      return typeof end === "bigint" && typeof start === "bigint" && start < end;
    });
    if (ends.length === starts.length && fits) return;
    report({
      at: { key: "sparsity_config" },
      message: t("global_block_end_indices does not give one end above each of {0} starts.", starts.length),
    });
  },
});
