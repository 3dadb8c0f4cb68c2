import { t } from "../../base/l10n";
import { isSettled } from "../../model/certainty";
import { truthy } from "../../python/compare";
import { str } from "../../python/text";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "fp16-lm-cross-entropy",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["fp16_lm_cross_entropy", "precision", "fp16"],
  neox: { at: "megatron/neox_arguments/arguments.py:validate_values", raises: "ValueError" },
  summary: "`fp16_lm_cross_entropy` works in fp16 only",
  sources: ["megatron/neox_arguments/arguments.py:1314:validate_values"],
  explain: `NeoX refuses the loss in half precision unless the whole run is in fp16, also with bfloat16.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        fp16_lm_cross_entropy: true
        precision: fp32
      `,
    },
    launched: true,
    gpus: 8,
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        fp16_lm_cross_entropy: false
        precision: fp16
      `,
    },
    launched: true,
    gpus: 8,
  },
  check(launch, report) {
    const precision = launch.derivation.get("precision");
    if (launch.get("fp16_lm_cross_entropy") !== true || precision === undefined || precision === "fp16")
      return;
    // Another file of the launch may still choose fp16.
    const fp16 = launch.get("fp16") ?? null;
    if (!isSettled(launch, "precision") && !(truthy(fp16) && launch.settings.has("fp16"))) return;
    report({
      at: "fp16_lm_cross_entropy",
      message: t("fp16_lm_cross_entropy needs precision fp16, and this run is in {0}.", str(precision)),
      fixes: () => [
        { title: t("fp16_lm_cross_entropy: false"), preferred: true, set: { fp16_lm_cross_entropy: false } },
      ],
    });
  },
});
