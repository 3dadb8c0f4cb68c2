import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "vocab-divisible-zero",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["make_vocab_size_divisible_by"],
  neox: { at: "megatron/tokenizer/tokenizer.py:_vocab_size_with_padding", raises: "ZeroDivisionError" },
  summary: "`make_vocab_size_divisible_by` must not be 0",
  sources: ["megatron/tokenizer/tokenizer.py:78:_vocab_size_with_padding"],
  explain: `The vocabulary is padded to a multiple of it times \`model_parallel_size\`, by a modulo.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    make_vocab_size_divisible_by: 0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    make_vocab_size_divisible_by: 128
  `,
  check(launch, report) {
    if (launch.derivation.int("make_vocab_size_divisible_by") !== 0) return;
    report({
      at: "make_vocab_size_divisible_by",
      message: t("The vocabulary is padded to a multiple of make_vocab_size_divisible_by, and it is 0."),
      fixes: () => [setValue("make_vocab_size_divisible_by", 128n)],
    });
  },
});
