import { t } from "../../base/l10n";
import { vocabularyOf } from "../../model/parameters/vocabulary";
import { defineRule } from "../kit/defineRule";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { GENERATE } from "./textGeneration";

const BYTES = "tokenizer_type: CharLevelTokenizer\n";

export default defineRule({
  id: "top-k-range",
  phase: "generate",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["top_k"],
  neox: { at: "megatron/text_generation_utils.py:filter_logits", raises: "RuntimeError" },
  onlyIn: "generation",
  summary: "`top_k` is at most the padded vocabulary",
  sources: ["megatron/text_generation_utils.py:106:filter_logits"],
  explain: `PyTorch has no more tokens to pick from. It is told where the tokenizer says how many there are. Seen by
running NeoX's own \`stream_tokens\`.`,
  bad: yaml`
    ${GENERATE}
    ${BYTES}
    top_k: 1000
  `,
  good: yaml`
    ${GENERATE}
    ${BYTES}
    top_k: 40
  `,
  message: (launch) => {
    const [most, vocabulary] = [launch.int("top_k"), vocabularyOf(launch)];
    return most !== undefined && vocabulary !== undefined && most > vocabulary.paddedSize
      ? t("top_k is {0}, and the padded vocabulary has {1} tokens.", most, vocabulary.paddedSize)
      : undefined;
  },
  fixes: () => [setValue("top_k", 40n)],
});
