import { t } from "../../base/l10n";
import { vocabularyOf } from "../../model/parameters/vocabulary";
import { setValue } from "../kit/simpleFixes";
import { defineSingleFinding } from "../kit/singleFinding";
import { GENERATE, isGeneration } from "./textGeneration";

const BYTES = "tokenizer_type: CharLevelTokenizer\n";

export default defineSingleFinding({
  id: "top-k-range",
  phase: "generate",
  severity: "error",
  keys: ["top_k"],
  neox: { at: "megatron/text_generation_utils.py:filter_logits", raises: "RuntimeError" },
  summary: "`top_k` is at most the padded vocabulary",
  explain: `PyTorch has no more tokens to pick from (\`megatron/text_generation_utils.py:106\`). It is told where the
tokenizer says how many there are. Seen by running NeoX's own \`stream_tokens\`.`,
  bad: `${GENERATE}${BYTES}top_k: 1000\n`,
  good: `${GENERATE}${BYTES}top_k: 40\n`,
  says: (launch) => {
    const [most, vocabulary] = [launch.int("top_k"), vocabularyOf(launch)];
    return isGeneration(launch) &&
      most !== undefined &&
      vocabulary !== undefined &&
      most > vocabulary.paddedSize
      ? t("top_k is {0}, and the padded vocabulary has {1} tokens.", most, vocabulary.paddedSize)
      : undefined;
  },
  fixes: () => [setValue("top_k", 40n)],
});
