import { t } from "../../base/l10n";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "override-and-checkpoint-scheduler",
  phase: "optimizer",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["override_lr_scheduler", "use_checkpoint_lr_scheduler"],
  neox: { at: "megatron/learning_rates.py:__init__", raises: "AssertionError" },
  summary: "Either `override_lr_scheduler` or `use_checkpoint_lr_scheduler`",
  sources: ["megatron/learning_rates.py:54:__init__"],
  explain: `One takes the schedule from the config, the other from the checkpoint; NeoX asserts that not both are set.
Seen by running NeoX's own schedule; OneBitAdam has another.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    override_lr_scheduler: true
    use_checkpoint_lr_scheduler: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    override_lr_scheduler: true
  `,
  message: (launch) =>
    scalarText(launch.derivation.get("optimizer_type")).toLowerCase() !== "onebitadam" &&
    launch.get("override_lr_scheduler") === true &&
    launch.get("use_checkpoint_lr_scheduler") === true
      ? t("override_lr_scheduler and use_checkpoint_lr_scheduler are both set, and NeoX refuses that.")
      : undefined,
  fixes: () => [removeKey("use_checkpoint_lr_scheduler", false), removeKey("override_lr_scheduler", false)],
});
