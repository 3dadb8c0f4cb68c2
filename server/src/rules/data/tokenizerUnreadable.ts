import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { tokenizerOf } from "../../launch/loads";
import { scalarText } from "../../python/scalarText";
import type { FileKind, TokenizerProblem } from "../../tokenizers/tokenizer";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL, EXAMPLE_TOKENIZER } from "../kit/exampleModel";
import { exampleTokenizer } from "../kit/exampleTokenizer";
import { setValue } from "../kit/simpleFixes";

const MODEL = `${EXAMPLE_MODEL}${EXAMPLE_TOKENIZER}`;

export default defineRule({
  id: "tokenizer-unreadable",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["vocab_file", "merge_file", "tokenizer_type"],
  neox: { at: "megatron/tokenizer/tokenizer.py:build_tokenizer", raises: "Exception" },
  summary: "The tokenizer cannot be built from its files",
  explain: `HFTokenizer reads a \`tokenizer.json\` with a model that \`tokenizers\` knows, GPT2BPETokenizer a vocabulary of tokens by
name with \`<|endoftext|>\` and its merges, SPMTokenizer a SentencePiece model, HFGPT2Tokenizer the folder of a pretrained
tokenizer, and TiktokenTokenizer takes the name of an encoding. Seen by building NeoX's own tokenizers.`,
  bad: {
    files: { "model.yml": MODEL },
    loads: {
      said: "a vocab.json as tokenizer.json",
      facts: () =>
        exampleTokenizer({ problem: { kind: "other-kind", file: "vocab_file", is: "vocab.json" } }),
    },
  },
  good: {
    files: { "model.yml": MODEL },
    loads: {
      said: "a tokenizer.json of 50000 tokens",
      facts: () => exampleTokenizer({ tokenizer: { size: 50_000, endOfDocument: 0 } }),
    },
  },
  check(launch, report) {
    const read = tokenizerOf(launch);
    if (read === undefined || read === "unknown" || !("problem" in read)) return;
    const { problem } = read;
    const key = "file" in problem ? problem.file : "vocab_file";
    const path = scalarText(launch.get(key));
    // Of a file that is not there another rule tells, where the folder is.
    if (problem.kind === "absent") return;
    const fits = problem.kind === "other-kind" && problem.is ? READ_BY[problem.is] : undefined;
    report({
      at: key,
      keys: [key],
      operands: [key, "tokenizer_type"],
      message: messageOf(problem, path, launch),
      fixes: () => (fits === undefined || key !== "vocab_file" ? [] : [setValue("tokenizer_type", fits)]),
    });
  },
});

/** The tokenizer that one file of a kind is enough for. */
const READ_BY: Readonly<Partial<Record<FileKind, string>>> = {
  "tokenizer.json": "HFTokenizer",
  "SentencePiece model": "SPMTokenizer",
};

function messageOf(problem: TokenizerProblem, path: string, launch: Launch): string {
  const type = scalarText(launch.get("tokenizer_type"));
  switch (problem.kind) {
    case "absent":
      return t("{0} is not there, though its folder is.", path);
    case "folder":
      return t("{0} is a folder, and {1} reads a file.", path, type);
    case "not-a-folder":
      return t("{0} is a file, and {1} reads a folder with a pretrained tokenizer.", path, type);
    case "no-end-of-document":
      return t("{0} has no token <|endoftext|>, which {1} looks for.", path, type);
    case "unknown-encoding":
      return t("{0} is no encoding of tiktoken's, and that is what {1} takes as vocab_file.", path, type);
    case "other-kind":
      return problem.is === undefined
        ? t("{0} is nothing that {1} can read.", path, type)
        : t("{0} is a {1}, which {2} cannot read.", path, problem.is, type);
  }
}
