import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { sparseKinds, sparsityInt, sparsityValue } from "../../model/sparsity";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "sparse-fixed-pattern",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["sparsity_config", "attention_config"],
  neox: { at: "megatron/model/utils.py:configure_sparse_attention", raises: "ValueError" },
  summary: "The numbers of a `sparse_fixed` layer must fit each other",
  sources: ["deepspeed/ops/sparse_attention/sparsity_config.py:129-155:__init__ at DeeperSpeed 91d1c55b"],
  explain: `DeepSpeed wants \`num_local_blocks\` (4) divisible by \`num_global_blocks\` (1), more than one of
\`num_different_global_patterns\` (1) only with \`different_layout_per_head\`, and at most \`num_local_blocks //
num_global_blocks\` of them.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["sparse_fixed"], 12]]
        sparsity_config: {num_different_global_patterns: 4}
      `,
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["sparse_fixed"], 12]]
        sparsity_config: {num_different_global_patterns: 4, different_layout_per_head: true}
      `,
    },
    neox: "2024-10-31",
  },
  check(launch, report) {
    const local = sparsityInt(launch, "num_local_blocks", 4);
    const global = sparsityInt(launch, "num_global_blocks", 1);
    const patterns = sparsityInt(launch, "num_different_global_patterns", 1);
    if (local === undefined || global === undefined || patterns === undefined) return;
    if (!sparseKinds(launch).includes("sparse_fixed") || global < 1) return;
    const at = { key: "sparsity_config" };
    if (local % global !== 0)
      report({
        at,
        message: t("num_local_blocks {0} is not divisible by num_global_blocks {1}.", local, global),
      });
    else if (patterns > 1 && sparsityValue(launch, "different_layout_per_head") !== true)
      report({ at, message: t("{0} global patterns need different_layout_per_head.", patterns) });
    else if (patterns > local / global)
      report({
        at,
        message: t(
          "{0} global patterns are more than {1} local blocks / {2} global.",
          patterns,
          local,
          global,
        ),
      });
  },
});
