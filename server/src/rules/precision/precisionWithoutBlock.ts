import { t } from "../../base/l10n";
import { until } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const HALF = `${EXAMPLE_MODEL}precision: fp16\n`;

export default defineRule({
  id: "precision-without-block",
  phase: "args",
  severity: "warning",
  outcome: "wrong",
  evidence: "read",
  keys: ["precision", "fp16"],
  holds: until("056e9caf"),
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "Before {056e9caf} `precision: fp16` without an enabled `fp16` block was fp32",
  sources: ["megatron/neox_arguments/arguments.py:850-855:calculate_derived at v2.0"],
  explain: `NeoX went by the \`fp16\` block alone, and overwrote \`precision\` without a word.`,
  bad: { files: { "model.yml": HALF }, neox: "v2.0" },
  good: {
    files: {
      "model.yml": yaml`
        ${HALF}
        fp16: {enabled: true}
      `,
    },
    neox: "v2.0",
  },
  check(launch, report) {
    if (launch.target.kind === "unknown" || launch.get("precision") !== "fp16") return;
    if (launch.derivation.get("precision") !== "fp32") return;
    report({
      at: "precision",
      message: t("This version goes by the fp16 block, which is not enabled: it trains in fp32."),
      fixes: () =>
        launch.get("fp16") === null
          ? [
              {
                title: t("fp16: {enabled: true}"),
                preferred: true,
                set: { fp16: new Map([["enabled", true]]) },
              },
            ]
          : [],
    });
  },
});
