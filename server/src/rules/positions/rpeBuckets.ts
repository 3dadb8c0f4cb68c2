import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "rpe-buckets",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["rpe_num_buckets", "rpe_max_distance", "pos_emb"],
  neox: { at: "megatron/mpu/layers.py:_relative_position_bucket", raises: "ZeroDivisionError" },
  summary: "Relative positions need at least 2 buckets and a positive distance",
  sources: ["megatron/mpu/layers.py:335-342:_relative_position_bucket"],
  explain: `Half of \`rpe_num_buckets\` are exact distances, and NeoX divides by that number and takes the logarithm
of \`rpe_max_distance\` over it.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    pos_emb: rpe
    rpe_num_buckets: 1
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    pos_emb: rpe
    rpe_num_buckets: 32
  `,
  check(launch, report) {
    if (launch.get("pos_emb") !== "rpe") return;
    const buckets = launch.derivation.int("rpe_num_buckets");
    const distance = launch.derivation.int("rpe_max_distance");
    if (buckets !== undefined && buckets >= 0 && buckets < 2)
      report({
        at: "rpe_num_buckets",
        message: t("NeoX divides by half of rpe_num_buckets, and {0} // 2 is 0.", buckets),
        fixes: () => [setValue("rpe_num_buckets", 32n)],
      });
    else if (distance !== undefined && distance <= 0)
      report({
        at: "rpe_max_distance",
        message: t("NeoX takes the logarithm of rpe_max_distance, and it is {0}.", distance),
        neox: { at: "megatron/mpu/layers.py:_relative_position_bucket", raises: "ValueError" },
        fixes: () => [setValue("rpe_max_distance", 128n)],
      });
  },
});
