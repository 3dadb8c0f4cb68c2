import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { nestedPlace, setNested } from "../kit/nestedValue";
import { yaml } from "../kit/yaml";
import { enabled } from "./precisionBlock";

export default defineRule({
  id: "fp16-disabled-in-vain",
  phase: "args",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["precision", "fp16"],
  holds: since("056e9caf"),
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "`precision: fp16` switches fp16 on, whatever the block says",
  sources: ["megatron/neox_arguments/arguments.py:981:calculate_derived"],
  explain: `NeoX writes \`enabled: true\` into the block.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    precision: fp16
    fp16:
      enabled: false
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    precision: fp32
    fp16:
      enabled: false
  `,
  check(launch, report) {
    if (launch.get("precision") !== "fp16" || enabled(launch, "fp16") !== false) return;
    report({
      at: nestedPlace(launch, ["fp16", "enabled"]) ?? "fp16",
      message: t("precision is fp16, so NeoX trains in fp16 though the block says enabled: false."),
      fixes: () => [
        { title: t("precision: {0}", "fp32"), set: { precision: "fp32" } },
        { title: t("enabled: true in {0}", "fp16"), edits: setNested(launch, ["fp16", "enabled"], true) },
      ],
    });
  },
});
