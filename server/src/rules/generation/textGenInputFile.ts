import { t } from "../../base/l10n";
import { isSurelyNull } from "../../model/certainty";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineSingleFinding } from "../kit/singleFinding";

export default defineSingleFinding({
  id: "text-gen-input-file",
  phase: "generate",
  severity: "warning",
  keys: ["text_gen_type", "sample_input_file"],
  neox: { at: "generate.py:main", raises: "AssertionError" },
  summary: "`text_gen_type: input-file` needs `sample_input_file`",
  explain: "NeoX asserts it without a message (`generate.py:61`).",
  bad: `${EXAMPLE_MODEL}text_gen_type: input-file\nsample_input_file: null\n`,
  good: `${EXAMPLE_MODEL}text_gen_type: input-file\nsample_input_file: prompts.txt\n`,
  says: (launch) =>
    launch.settings.get("text_gen_type")?.value === "input-file" && isSurelyNull(launch, "sample_input_file")
      ? t("text_gen_type input-file reads sample_input_file, which is not set.")
      : undefined,
});
