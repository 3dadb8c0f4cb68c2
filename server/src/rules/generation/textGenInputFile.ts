import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isSurelyNull } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "text-gen-input-file",
  phase: "generate",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["text_gen_type", "sample_input_file"],
  neox: { at: "generate.py:main", raises: "AssertionError" },
  onlyIn: "generation",
  summary: "`text_gen_type: input-file` needs `sample_input_file`",
  sources: ["generate.py:61:main"],
  explain: "NeoX asserts it without a message.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    text_gen_type: input-file
    sample_input_file: null
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    text_gen_type: input-file
    sample_input_file: prompts.txt
  `,
  message: (launch) =>
    launch.settings.get("text_gen_type")?.value === "input-file" && isSurelyNull(launch, "sample_input_file")
      ? t("text_gen_type input-file reads sample_input_file, which is not set.")
      : undefined,
});
