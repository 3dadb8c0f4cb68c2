import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "tokenizer-type-null",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["tokenizer_type"],
  neox: { at: "megatron/tokenizer/tokenizer.py:build_tokenizer", raises: "AssertionError" },
  summary: "`tokenizer_type` must not be null",
  sources: ["megatron/tokenizer/tokenizer.py:35:build_tokenizer"],
  explain: `NeoX asserts that it is set. Left out, it is \`GPT2BPETokenizer\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    tokenizer_type: null
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    tokenizer_type: CharLevelTokenizer
  `,
  check(launch, report) {
    if (launch.get("tokenizer_type") !== null) return;
    report({
      at: "tokenizer_type",
      message: t("tokenizer_type is null, and NeoX asserts that it is set."),
      fixes: () => [setValue("tokenizer_type", "HFTokenizer")],
    });
  },
});
