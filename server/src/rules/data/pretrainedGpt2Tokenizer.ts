import { t } from "../../base/l10n";
import { isSurelyNull } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const GPT2 = `${EXAMPLE_MODEL}tokenizer_type: HFGPT2Tokenizer\n`;

export default defineRule({
  id: "pretrained-gpt2-tokenizer",
  phase: "data",
  severity: "information",
  outcome: "wrong",
  evidence: "read",
  keys: ["tokenizer_type", "vocab_file"],
  at: "tokenizer_type",
  neox: { at: "megatron/tokenizer/tokenizer.py:build_tokenizer" },
  summary: "`HFGPT2Tokenizer` without a `vocab_file` downloads GPT-2's",
  sources: ["megatron/tokenizer/tokenizer.py:48:build_tokenizer"],
  explain: `NeoX prints a warning and asks Hugging Face for \`gpt2\`, in every process: a node without network waits
and stops. Name a file, or \`gpt2\`, in \`vocab_file\`.`,
  bad: yaml`
    ${GPT2}
    vocab_file: null
  `,
  good: yaml`
    ${GPT2}
    vocab_file: gpt2
  `,
  message: (launch) => {
    const type = launch.get("tokenizer_type");
    return typeof type === "string" &&
      type.toLowerCase() === "hfgpt2tokenizer" &&
      isSurelyNull(launch, "vocab_file")
      ? t("Every process downloads the tokenizer of gpt2: vocab_file is not set.")
      : undefined;
  },
});
