import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "allow-chopped-packed",
  phase: "data",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: ["allow_chopped", "pack_impl"],
  tag: "unnecessary",
  holds: since("c7863673"),
  neox: { at: "megatron/data/gpt2_dataset.py:_build_index_mappings" },
  summary: "`allow_chopped: false` has no effect on packed data",
  sources: ["megatron/data/gpt2_dataset.py:259:_build_index_mappings"],
  explain: `Packed sequences always cut documents; take \`unpacked\` or \`pack_until_overflow\` to keep them whole.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    allow_chopped: false
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    allow_chopped: false
    pack_impl: unpacked
  `,
  message: (launch) =>
    launch.settings.get("allow_chopped")?.value === false && launch.get("pack_impl") === "packed"
      ? t("allow_chopped has no effect: pack_impl packed cuts documents anyway.")
      : undefined,
  fixes: () => [removeKey("allow_chopped", false)],
});
