import { t } from "../../base/l10n";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { GENERATE } from "./textGeneration";

export default defineRule({
  id: "maximum-tokens-exceeds-seq",
  phase: "generate",
  severity: "information",
  outcome: "wrong",
  evidence: "ran",
  keys: ["maximum_tokens", "seq_length"],
  neox: { at: "megatron/text_generation_utils.py:stream_tokens" },
  onlyIn: "generation",
  summary: "Generation ends at `seq_length`",
  sources: ["megatron/text_generation_utils.py:275:stream_tokens"],
  explain: `Prompt and text together are at most that long. Seen by running NeoX's own \`stream_tokens\`.`,
  bad: yaml`
    ${GENERATE}
    maximum_tokens: 5000
  `,
  good: yaml`
    ${GENERATE}
    maximum_tokens: 1024
  `,
  message: (launch) => {
    const [most, length] = [positiveInt(launch, "maximum_tokens"), positiveInt(launch, "seq_length")];
    return most !== undefined && length !== undefined && most > length
      ? t("maximum_tokens is {0}, and generation ends at seq_length {1}.", most, length)
      : undefined;
  },
  fixes: (launch) => [setValue("maximum_tokens", BigInt(positiveInt(launch, "seq_length") ?? 0))],
});
