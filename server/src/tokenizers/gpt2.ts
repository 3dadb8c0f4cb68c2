import { isRecord } from "../base/isRecord";
import { largest } from "./huggingFace";
import { utf8 } from "./json";
import { END_OF_DOCUMENT, type ReadTokenizer } from "./tokenizer";

/**
 * GPT-2's tokenizer from a vocabulary and merges, as transformers reads them
 * (transformers 4.38, models/gpt2/tokenization_gpt2.py:GPT2Tokenizer.__init__): the vocabulary is turned around, so its
 * values must be hashable; any text passes for merges.
 */
export function gpt2Tokenizer(vocabulary: unknown, merges: Uint8Array): ReadTokenizer {
  if (!isRecord(vocabulary) || Object.values(vocabulary).some((id) => typeof id === "object" && id !== null))
    return { problem: { kind: "other-kind", file: "vocab_file" } };
  const text = utf8(merges);
  if (text === undefined) return { problem: { kind: "other-kind", file: "merge_file" } };
  if (!Object.hasOwn(vocabulary, END_OF_DOCUMENT))
    return { problem: { kind: "no-end-of-document", file: "vocab_file" } };
  const end = vocabulary[END_OF_DOCUMENT];
  const ids = Object.values(vocabulary).filter((id) => typeof id === "number");
  return {
    tokenizer: {
      size: Object.keys(vocabulary).length,
      largestId: largest(ids),
      ...(typeof end === "number" && { endOfDocument: end }),
      ...(!hasMerges(text) && { oddity: "no-merges" }),
    },
  };
}

/** The first line is the version, and what comes after the last end of a line is dropped; each other line is a pair. */
function hasMerges(text: string): boolean {
  const lines = text.split("\n").slice(1, -1);
  return lines.length > 0 && lines.every((line) => /^\S+ \S+\r?$|^$/.test(line));
}
