import { ownValue } from "../../base/ownValue";

/** What the vocabulary files of the tokenizers end in (megatron/tokenizer/tokenizer.py:40-62 at ea7aefd8). */
const TOKENIZERS: Readonly<Record<string, string>> = { ".model": "SPMTokenizer", ".json": "HFTokenizer" };

/** The tokenizer that reads a file by its name; undefined where several may. */
export function tokenizerFor(file: string): string | undefined {
  const ending = /\.[^./]+$/.exec(file)?.[0];
  return ending === undefined ? undefined : ownValue(TOKENIZERS, ending);
}
