import { t } from "../../base/l10n";
import { defineRule } from "../../engine/rule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";

export default defineRule({
  id: "tokenizer-type-null",
  phase: "data",
  severity: "error",
  keys: ["tokenizer_type"],
  neox: { at: "megatron/tokenizer/tokenizer.py:build_tokenizer", raises: "AssertionError" },
  summary: "`tokenizer_type` must not be null",
  explain: `NeoX asserts that it is set (\`megatron/tokenizer/tokenizer.py:35\`). Left out, it is \`GPT2BPETokenizer\`.`,
  bad: `${EXAMPLE_MODEL}tokenizer_type: null\n`,
  good: `${EXAMPLE_MODEL}tokenizer_type: CharLevelTokenizer\n`,
  check(launch, report) {
    if (launch.get("tokenizer_type") !== null) return;
    report({
      at: "tokenizer_type",
      message: t("tokenizer_type is null, and NeoX asserts that it is set."),
      fixes: () => [setValue("tokenizer_type", "HFTokenizer")],
    });
  },
});
