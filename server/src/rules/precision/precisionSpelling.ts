import { t } from "../../base/l10n";
import { precisionMeant } from "../../model/precisionMeant";
import { repr } from "../../python/text";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "precision-spelling",
  phase: "args",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["precision"],
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "A `precision` that NeoX does not know becomes fp32",
  sources: ["megatron/neox_arguments/arguments.py:1010:calculate_derived"],
  explain: `Anything but exactly \`fp16\` or \`bfloat16\` is overwritten with \`fp32\` before the choices are checked:
\`bf16\` and \`FP16\` train in fp32 without a word.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    precision: bf16
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    precision: bfloat16
    zero_optimization:
      stage: 0
  `,
  check(launch, report) {
    const given = launch.get("precision");
    if (given === undefined || given === null) return;
    if (typeof given === "string" && ["fp16", "bfloat16", "fp32"].includes(given)) return;
    // An enabled block refuses the spelling, and that is told by itself.
    if (["fp16Enabled", "bf16Enabled"].some((name) => launch.derivation.get(name) === true)) return;
    const meant = precisionMeant(given);
    if (meant === "fp32") {
      report({
        at: "precision",
        message: t("NeoX knows no precision {0}. It trains in fp32 all the same.", repr(given)),
        severity: "information",
        fixes: () => [setValue("precision", "fp32")],
      });
      return;
    }
    report({
      at: "precision",
      message: t("NeoX knows no precision {0} and trains in fp32 without a word.", repr(given)),
      fixes: () =>
        [meant ?? "fp32"].map((word) => ({
          title: t("precision: {0}", word),
          preferred: meant !== undefined,
          set: { precision: word },
        })),
    });
  },
});
