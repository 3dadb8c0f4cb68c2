import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";
import { GENERATE, TEXT_GEN_TYPES } from "./textGeneration";

export default defineRule({
  id: "sample-input-file-ignored",
  phase: "generate",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: ["sample_input_file", "text_gen_type"],
  idle: ["sample_input_file"],
  neox: { at: "generate.py:main" },
  summary: "`sample_input_file` is for `text_gen_type: input-file`",
  sources: ["megatron/neox_arguments/arguments.py:1181:calculate_derived"],
  explain: "Other types do not read it.",
  bad: yaml`
    ${GENERATE}
    sample_input_file: prompts.txt
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    text_gen_type: input-file
    sample_input_file: prompts.txt
  `,
  message: (launch) => {
    const type = launch.settings.get("text_gen_type")?.value;
    return typeof type === "string" && type !== "input-file" && TEXT_GEN_TYPES.includes(type)
      ? t("sample_input_file has no effect: text_gen_type is {0}.", type)
      : undefined;
  },
  fixes: () => [setValue("text_gen_type", "input-file")],
});
