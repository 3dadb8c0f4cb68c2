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
  id: "checkpoint-factor-linear-whole",
  phase: "train",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["checkpoint_factor", "checkpoint_scale", "save"],
  holds: CHECKED,
  neox: { at: "megatron/training.py:is_save_iter", raises: "AssertionError" },
  summary: "On a linear scale `checkpoint_factor` is a whole number",
  sources: ["megatron/training.py:1413:is_save_iter"],
  explain: "NeoX asserts it after the first step.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    ${SAVE}
    checkpoint_factor: 10.5
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${SAVE}
    checkpoint_factor: 10
  `,
  message: (launch) => {
    const factor = realNumber(launch, "checkpoint_factor");
    if (factor === undefined || Number.isInteger(factor) || !isAskedFor(launch, "save")) return undefined;
    return launch.get("checkpoint_scale") === "linear"
      ? t("checkpoint_factor {0} is no whole number: NeoX stops after the first step.", factor)
      : undefined;
  },
  fixes: (launch) => {
    const nearest = Math.max(1, Math.round(realNumber(launch, "checkpoint_factor") ?? 1));
    return Number.isFinite(nearest) ? [setValue("checkpoint_factor", BigInt(nearest))] : [];
  },
});
