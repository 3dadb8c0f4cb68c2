import { t } from "../../base/l10n";
import { setValue } from "../kit/simpleFixes";
import { defineSingleFinding } from "../kit/singleFinding";
import { GENERATE } from "./textGeneration";

export default defineSingleFinding({
  id: "num-samples-positive",
  phase: "generate",
  severity: "error",
  keys: ["num_samples", "text_gen_type"],
  neox: {
    at: "megatron/text_generation_utils.py:generate_samples_unconditional",
    raises: "AssertionError",
  },
  summary: "`num_samples` is at least 1",
  explain: `NeoX asserts it once the model is loaded (\`megatron/text_generation_utils.py:691\`). Seen by running
NeoX's own generation.`,
  bad: `${GENERATE}num_samples: 0\n`,
  good: `${GENERATE}num_samples: 1\n`,
  says: (launch) =>
    launch.get("text_gen_type") === "unconditional" && (launch.int("num_samples") ?? 1) <= 0
      ? t("num_samples must be above 0.")
      : undefined,
  fixes: () => [setValue("num_samples", 1n)],
});
