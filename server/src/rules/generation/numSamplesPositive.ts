import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { GENERATE } from "./textGeneration";

export default defineRule({
  id: "num-samples-positive",
  phase: "generate",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["num_samples", "text_gen_type"],
  neox: {
    at: "megatron/text_generation_utils.py:generate_samples_unconditional",
    raises: "AssertionError",
  },
  onlyIn: "generation",
  summary: "`num_samples` is at least 1",
  sources: ["megatron/text_generation_utils.py:691:generate_samples_unconditional"],
  explain: `NeoX asserts it once the model is loaded. Seen by running NeoX's own generation.`,
  bad: yaml`
    ${GENERATE}
    num_samples: 0
  `,
  good: yaml`
    ${GENERATE}
    num_samples: 1
  `,
  message: (launch) =>
    launch.get("text_gen_type") === "unconditional" && (launch.int("num_samples") ?? 1) <= 0
      ? t("num_samples must be above 0.")
      : undefined,
  fixes: () => [setValue("num_samples", 1n)],
});
