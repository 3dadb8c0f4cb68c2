import { t } from "../../l10n";
import { ownValue } from "../../ownValue";
import { isSurelyNull } from "../certainty";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineRule } from "../rule";

/** The files that each tokenizer asserts, by its name in lower case. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  gpt2bpetokenizer: ["vocab_file", "merge_file"],
  spmtokenizer: ["vocab_file"],
  hftokenizer: ["vocab_file"],
  tiktokentokenizer: ["vocab_file"],
};

export default defineRule({
  id: "tokenizer-files",
  phase: "data",
  severity: "warning",
  keys: ["vocab_file", "merge_file", "tokenizer_type"],
  neox: { at: "megatron/tokenizer/tokenizer.py:build_tokenizer", raises: "AssertionError" },
  summary: "Most tokenizers need a `vocab_file`, GPT-2's also a `merge_file`",
  explain: `NeoX asserts it without a message, in every process before anything else
(\`megatron/tokenizer/tokenizer.py:40-63\`). For \`TiktokenTokenizer\` the \`vocab_file\` is the name of an
encoding.`,
  bad: `${EXAMPLE_MODEL}tokenizer_type: HFTokenizer\nvocab_file: null\n`,
  good: `${EXAMPLE_MODEL}tokenizer_type: HFTokenizer\nvocab_file: tokenizer.json\n`,
  check(launch, report) {
    // The default is left alone: a file that does not name its tokenizer says nothing of the vocabulary either.
    const type = launch.settings.get("tokenizer_type")?.value;
    const needed = typeof type === "string" ? (ownValue(FILES, type.toLowerCase()) ?? []) : [];
    for (const key of needed.filter((it) => isSurelyNull(launch, it)))
      report({
        at: "tokenizer_type",
        message: t("{0} needs a {1}, and none is set.", String(type), key),
        operands: [key],
      });
  },
});
