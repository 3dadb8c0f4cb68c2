import { t } from "../../base/l10n";
import { tokenizerOf } from "../../launch/loads";
import { scalarText } from "../../python/scalarText";
import type { Oddity, TokenizerFile } from "../../tokenizers/tokenizer";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL, EXAMPLE_TOKENIZER } from "../kit/exampleModel";
import { exampleTokenizer } from "../kit/exampleTokenizer";

const MODEL = `${EXAMPLE_MODEL}${EXAMPLE_TOKENIZER}`;

export default defineRule({
  id: "tokenizer-odd",
  phase: "data",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["vocab_file", "merge_file"],
  neox: { at: "megatron/tokenizer/tokenizer.py:build_tokenizer" },
  summary: "The tokenizer is built, and lacks something that NeoX goes on without",
  explain: `Without a token \`<|endoftext|>\` HFTokenizer gives None for the end of documents, and SPMTokenizer the unknown piece;
\`preprocess_data.py --append-eod\` and \`eod_mask_loss\` want one. Any text passes for merges, and then every word falls into
single letters. A SentencePiece model that was cut at the end of a piece loads with the pieces before it.`,
  bad: {
    files: { "model.yml": MODEL },
    loads: {
      said: "a tokenizer.json without <|endoftext|>",
      facts: () =>
        exampleTokenizer({ tokenizer: { size: 50_000, endOfDocument: null, oddity: "no-end-of-document" } }),
    },
  },
  good: {
    files: { "model.yml": MODEL },
    loads: {
      said: "a tokenizer.json with <|endoftext|>",
      facts: () => exampleTokenizer({ tokenizer: { size: 50_000, endOfDocument: 0 } }),
    },
  },
  check(launch, report) {
    const read = tokenizerOf(launch);
    if (read === undefined || read === "unknown" || !("tokenizer" in read)) return;
    const { oddity, size } = read.tokenizer;
    if (oddity === undefined) return;
    const { file, says } = ODDITIES[oddity];
    report({ at: file, keys: [file], message: says(scalarText(launch.get(file)), size) });
  },
});

interface Told {
  readonly file: TokenizerFile;
  says(path: string, size: number): string;
}

const ODDITIES: Readonly<Record<Oddity, Told>> = {
  "no-end-of-document": {
    file: "vocab_file",
    says: (path) => t("{0} has no token <|endoftext|>: the end of a document is None.", path),
  },
  "unknown-piece-as-end": {
    file: "vocab_file",
    says: (path) => t("{0} has no piece <|endoftext|>: documents end with the unknown piece.", path),
  },
  "no-merges": {
    file: "merge_file",
    says: (path) => t("{0} holds no merges: every word falls into single letters.", path),
  },
  cut: {
    file: "vocab_file",
    says: (path, size) => t("{0} ends before its end: it loads with {1} pieces.", path, size),
  },
};
