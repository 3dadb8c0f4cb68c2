import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isAskedFor } from "../../model/asked";
import { realNumber } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { CHECKED, SAVE } from "./saving";

export default defineRule({
  id: "checkpoint-factor-log-above-one",
  phase: "train",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["checkpoint_factor", "checkpoint_scale", "save"],
  holds: CHECKED,
  neox: { at: "megatron/training.py:is_save_iter", raises: "AssertionError" },
  summary: "On a logarithmic scale `checkpoint_factor` is above 1",
  sources: ["megatron/training.py:1420:is_save_iter"],
  explain: `Checkpoints are written at its powers; NeoX asserts it without a message after the first step.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    ${SAVE}
    checkpoint_scale: log
    checkpoint_factor: 1
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${SAVE}
    checkpoint_scale: log
    checkpoint_factor: 2
  `,
  message: (launch) => {
    const factor = realNumber(launch, "checkpoint_factor");
    if (factor === undefined || factor > 1 || factor === 0 || !isAskedFor(launch, "save")) return undefined;
    return launch.get("checkpoint_scale") === "log"
      ? t("On a log scale checkpoint_factor must be above 1, and it is {0}.", factor)
      : undefined;
  },
  fixes: () => [setValue("checkpoint_factor", 2n)],
});
