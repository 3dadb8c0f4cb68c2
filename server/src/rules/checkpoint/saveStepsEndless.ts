import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { until } from "../../launch/windows";
import { positiveInt, realNumber } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey, setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const LONG = `${EXAMPLE_MODEL}train_iters: 1000\n`;

export default defineRule({
  id: "save-steps-endless",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["checkpoint_factor", "checkpoint_scale", "train_iters", "extra_save_iters"],
  at: "checkpoint_factor",
  holds: until("a6d6af0e"),
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "Before {a6d6af0e} a `checkpoint_factor` that does not grow hung NeoX",
  explain: `It listed the steps to save at while it read its arguments: on a linear scale by adding the factor, on a
logarithmic one by multiplying with it, until \`train_iters\`. With 1 or less on a logarithmic scale, or less than 0
on a linear one, that has no end.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${LONG}
        checkpoint_scale: log
        checkpoint_factor: 1
      `,
    },
    neox: "v2.0",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${LONG}
        checkpoint_scale: log
        checkpoint_factor: 2
      `,
    },
    neox: "v2.0",
  },
  message: (launch) =>
    launch.target.kind !== "unknown" && isEndless(launch)
      ? t("This version adds up the steps to save at, and with this checkpoint_factor never arrives.")
      : undefined,
  fixes: (launch) =>
    launch.get("checkpoint_scale") === "log"
      ? [setValue("checkpoint_factor", 2n)]
      : [removeKey("checkpoint_factor")],
});

function isEndless(launch: Launch): boolean {
  const factor = realNumber(launch, "checkpoint_factor");
  const total = positiveInt(launch, "train_iters");
  if (factor === undefined || total === undefined || factor === 0 || factor >= total) return false;
  return launch.get("checkpoint_scale") === "log" ? factor <= 1 : factor < 0;
}
