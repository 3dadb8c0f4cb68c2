import { isRecord } from "../base/isRecord";
import { largest } from "./huggingFace";
import { utf8 } from "./json";
import { END_OF_DOCUMENT, type ReadTokenizer } from "./tokenizer";

/** What is asked of GPT-2's vocabulary; `end` is undefined where it has no such token. */
export interface Gpt2Vocabulary {
  readonly size: number;
  readonly largestId: number;
  readonly end: number | "no number" | undefined;
}

/** Undefined for what transformers cannot turn around: values must be hashable. */
export function gpt2Vocabulary(json: unknown): Gpt2Vocabulary | undefined {
  if (!isRecord(json)) return undefined;
  const values = Object.values(json);
  if (values.some((id) => typeof id === "object" && id !== null)) return undefined;
  const ids = values.filter((id) => typeof id === "number");
  const end = Object.hasOwn(json, END_OF_DOCUMENT) ? json[END_OF_DOCUMENT] : undefined;
  return {
    size: values.length,
    largestId: largest(ids),
    end: end === undefined || typeof end === "number" ? end : "no number",
  };
}

/** Whether a text holds merges; undefined for what is no text. */
export function gpt2Merges(bytes: Uint8Array): boolean | undefined {
  const text = utf8(bytes);
  return text === undefined ? undefined : hasMerges(text);
}

/**
 * GPT-2's tokenizer from a vocabulary and merges, as transformers reads them
 * (transformers 4.38, models/gpt2/tokenization_gpt2.py:GPT2Tokenizer.__init__): any text passes for merges.
 */
export function gpt2Tokenizer(
  vocabulary: Gpt2Vocabulary | "unknown" | undefined,
  merges: boolean | "unknown" | undefined,
): ReadTokenizer {
  if (vocabulary === "unknown" || merges === "unknown") return "unknown";
  if (vocabulary === undefined) return { problem: { kind: "other-kind", file: "vocab_file" } };
  if (merges === undefined) return { problem: { kind: "other-kind", file: "merge_file" } };
  const { end, ...sizes } = vocabulary;
  if (end === undefined) return { problem: { kind: "no-end-of-document", file: "vocab_file" } };
  return {
    tokenizer: {
      ...sizes,
      ...(end !== "no number" && { endOfDocument: end }),
      ...(!merges && { oddity: "no-merges" }),
    },
  };
}

/** The first line is the version, and what comes after the last end of a line is dropped; each other line is a pair. */
function hasMerges(text: string): boolean {
  const lines = text.split("\n").slice(1, -1);
  return lines.length > 0 && lines.every((line) => /^\S+ \S+\r?$|^$/.test(line));
}
