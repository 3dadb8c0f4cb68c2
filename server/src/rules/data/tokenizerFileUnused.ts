import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "tokenizer-file-unused",
  phase: "model",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: ["merge_file", "vocab_file", "tokenizer_type"],
  idle: ["merge_file", "vocab_file"],
  neox: { at: "megatron/tokenizer/tokenizer.py:build_tokenizer" },
  summary: "A file that this tokenizer does not read",
  sources: ["megatron/tokenizer/tokenizer.py:40-62:build_tokenizer"],
  explain: `Only GPT2BPETokenizer reads \`merge_file\`, and CharLevelTokenizer reads no file at all. Often the
vocabulary and the merges are of two different tokenizers.`,
  bad: yaml`
    tokenizer_type: HFTokenizer
    vocab_file: data/20B_tokenizer.json
    merge_file: data/gpt2-merges.txt
  `,
  good: yaml`
    tokenizer_type: HFTokenizer
    vocab_file: data/20B_tokenizer.json
  `,
  message: (launch, key) => {
    const type = launch.get("tokenizer_type");
    if (typeof type !== "string" || !launch.settings.has("tokenizer_type")) return undefined;
    const reads = type.toLowerCase() === "charleveltokenizer" ? [] : ["vocab_file"];
    if (type.toLowerCase() === "gpt2bpetokenizer" || reads.includes(key)) return undefined;
    return t("{0} has no effect: {1} does not read it.", key, type);
  },
});
