import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mup-shapes-end-run",
  phase: "model",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["save_base_shapes", "coord_check", "use_mup"],
  at: "save_base_shapes",
  neox: { at: "megatron/training.py:get_model", raises: "SystemExit" },
  summary: "`save_base_shapes: true` writes its file and ends the run",
  sources: ["megatron/training.py:136:save_base_shapes", "megatron/training.py:177:mup_coord_check"],
  explain: `With \`use_mup\` the run stops with exit status 1 once the shapes are written, and trains nothing; without
it the flag does nothing.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    use_mup: true
    no_weight_tying: true
    save_base_shapes: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    use_mup: true
    no_weight_tying: true
  `,
  message: (launch) => {
    if (!isSwitchedOn(launch, "save_base_shapes")) return undefined;
    if (launch.get("use_mup") === true)
      return t("The run writes the base shapes and stops with status 1, without training.");
    return launch.get("use_mup") === false ? t("save_base_shapes does nothing without use_mup.") : undefined;
  },
  // With use_mup the file is what the run is for.
  fixes: (launch) =>
    launch.get("use_mup") === false ? [{ ...removeKey("save_base_shapes"), keepsMeaning: true }] : [],
});
