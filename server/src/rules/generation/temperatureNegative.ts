import { t } from "../../base/l10n";
import { realNumber } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { GENERATE } from "./textGeneration";

export default defineRule({
  id: "temperature-negative",
  phase: "generate",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["temperature"],
  neox: { at: "megatron/text_generation_utils.py:stream_tokens" },
  summary: "A negative `temperature` samples at 1",
  sources: [
    "megatron/text_generation_utils.py:336:stream_tokens",
    "megatron/text_generation_utils.py:342:stream_tokens",
  ],
  explain: `Only 0 is greedy, and only a positive one scales. Seen by running NeoX's own \`stream_tokens\`.`,
  bad: yaml`
    ${GENERATE}
    temperature: -1.0
  `,
  good: yaml`
    ${GENERATE}
    temperature: 0.0
  `,
  message: (launch) =>
    (realNumber(launch, "temperature") ?? 0) < 0
      ? t("A negative temperature is neither greedy nor a scale: NeoX samples at temperature 1.")
      : undefined,
  fixes: () => [setValue("temperature", 0)],
});
