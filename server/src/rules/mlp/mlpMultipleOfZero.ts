import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { hasDenseMlp } from "../../model/denseMlp";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mlp-multiple-of-zero",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["mlp_multiple_of"],
  holds: since("adbf5d6f"),
  neox: { at: "megatron/model/transformer.py:__init__", raises: "ZeroDivisionError" },
  summary: "`mlp_multiple_of` must not be 0",
  sources: ["megatron/model/transformer.py:137:__init__"],
  explain: `The widths of the MLP are rounded up to multiples of it, by a division. 1 leaves them as they are.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        mlp_multiple_of: 0
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        mlp_multiple_of: 1
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    if (launch.derivation.int("mlp_multiple_of") !== 0 || !hasDenseMlp(launch)) return;
    report({
      at: "mlp_multiple_of",
      message: t("NeoX divides by mlp_multiple_of, and it is 0."),
      fixes: () => [setValue("mlp_multiple_of", 1n)],
    });
  },
});
