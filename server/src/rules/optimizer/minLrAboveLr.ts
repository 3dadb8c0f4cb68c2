import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import { isSettled } from "../../model/certainty";
import { compare, numberOf } from "../../python/compare";
import { str } from "../../python/text";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "min-lr-above-lr",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["min_lr", "optimizer"],
  neox: { at: "megatron/neox_arguments/arguments.py:validate_values", raises: "ValueError" },
  summary: "`min_lr` must be at most the learning rate",
  sources: ["megatron/neox_arguments/arguments.py:1268:validate_values"],
  explain: `The learning rate is \`optimizer.params.lr\`, 0.001 when that is not set, whatever a top-level \`lr\`
says. A tenth of it is usual for \`min_lr\`.`,
  bad: yaml`
    min_lr: 0.001
    optimizer:
      type: Adam
      params:
        lr: 0.0006
  `,
  good: yaml`
    min_lr: 0.00006
    optimizer:
      type: Adam
      params:
        lr: 0.0006
  `,
  check(launch, report) {
    const minimum = numberOf(launch.get("min_lr") ?? null);
    const rate = numberOf(launch.derivation.get("lr") ?? null);
    if (minimum === undefined || rate === undefined || !isSettled(launch, "optimizer")) return;
    if (compare(minimum, "<=", rate)) return;
    report({
      at: "min_lr",
      message: t("min_lr {0} is above the learning rate {1}.", str(minimum), str(rate)),
      fixes: () => (compare(rate, ">", 0n) ? [tenthOf(Number(rate))] : []),
    });
  },
});

/** In decimal arithmetic: a tenth of 1e-5 is 1e-6, whatever a float makes of it. */
function tenthOf(rate: number): Fix {
  const [mantissa, exponent] = rate.toExponential().split("e");
  const tenth = Number(`${mantissa}e${Number(exponent) - 1}`);
  return {
    title: t("min_lr: {0}, a tenth of the learning rate", str(tenth) ?? tenth),
    preferred: true,
    set: { min_lr: tenth },
  };
}
