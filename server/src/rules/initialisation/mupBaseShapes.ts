import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isSurelyNull } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mup-base-shapes",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["use_mup", "base_shapes_file", "save_base_shapes"],
  neox: { at: "megatron/training.py:get_model", raises: "FileNotFoundError" },
  summary: "muP needs a `base_shapes_file`",
  sources: ["megatron/training.py:939-944:get_model"],
  explain: `With \`use_mup\`, NeoX reads \`<base_shapes_file>.<rank>\`. Run once with \`save_base_shapes: true\` to
write it.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    use_mup: true
    no_weight_tying: true
    base_shapes_file: null
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    use_mup: true
    no_weight_tying: true
    base_shapes_file: shapes
  `,
  check(launch, report) {
    if (launch.get("use_mup") !== true || launch.get("save_base_shapes") === true) return;
    if (!isSurelyNull(launch, "base_shapes_file")) return;
    report({ at: "use_mup", message: t("use_mup reads base shapes, and base_shapes_file is not set.") });
  },
});
