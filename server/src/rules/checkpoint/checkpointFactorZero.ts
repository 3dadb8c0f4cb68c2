import { t } from "../../base/l10n";
import { isAskedFor } from "../../model/asked";
import { usualInterval } from "../../model/run/usualInterval";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { CHECKED, SAVE } from "./saving";

export default defineRule({
  id: "checkpoint-factor-zero",
  phase: "train",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["checkpoint_factor", "save", "extra_save_iters"],
  holds: CHECKED,
  neox: { at: "megatron/training.py:is_save_iter" },
  summary: "`checkpoint_factor: 0` writes only the last checkpoint",
  sources: [
    "megatron/neox_arguments/arguments.py:1278:validate_values",
    "megatron/training.py:1412:is_save_iter",
  ],
  explain: `The check of the arguments takes 0 for set, the training loop for unset.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    ${SAVE}
    checkpoint_factor: 0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${SAVE}
    checkpoint_factor: 1000
  `,
  message: (launch) =>
    isAskedFor(launch, "save") &&
    !isAskedFor(launch, "extra_save_iters") &&
    launch.settings.get("checkpoint_factor")?.value === 0n
      ? t("With checkpoint_factor 0 only the final checkpoint is written.")
      : undefined,
  fixes: (launch) => [setValue("checkpoint_factor", usualInterval(launch))],
});
