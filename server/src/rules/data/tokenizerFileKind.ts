import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { tokenizerFor } from "../../model/data/tokenizerFor";
import { defineRule } from "../kit/defineRule";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

/** What the vocabulary files of the tokenizers end in (megatron/tokenizer/tokenizer.py:40-62 at ea7aefd8). */
const READS: ReadonlyMap<string, string> = new Map([
  ["spmtokenizer", ".model"],
  ["hftokenizer", ".json"],
]);

export default defineRule({
  id: "tokenizer-file-kind",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["vocab_file", "tokenizer_type"],
  neox: { at: "megatron/tokenizer/tokenizer.py:build_tokenizer", raises: "RuntimeError" },
  summary: "The vocabulary is of another kind than this tokenizer reads",
  sources: ["megatron/tokenizer/tokenizer.py:44-50:build_tokenizer"],
  explain: `SPMTokenizer reads a SentencePiece model, \`*.model\`; HFTokenizer reads Hugging Face's
\`tokenizer.json\`.`,
  bad: yaml`
    tokenizer_type: SPMTokenizer
    vocab_file: llama/tokenizer.json
  `,
  good: yaml`
    tokenizer_type: HFTokenizer
    vocab_file: llama/tokenizer.json
  `,
  check(launch, report) {
    const type = launch.get("tokenizer_type");
    const file = launch.get("vocab_file");
    if (typeof type !== "string" || typeof file !== "string") return;
    const reads = READS.get(type.toLowerCase());
    const meant = tokenizerFor(file);
    if (reads === undefined || meant === undefined || file.endsWith(reads)) return;
    report({
      at: "vocab_file",
      message: t("{0} reads a file that ends in {1}, and this one is for {2}.", type, reads, meant),
      fixes: () => [setValue("tokenizer_type", meant)],
    });
  },
});
