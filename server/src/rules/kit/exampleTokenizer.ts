import type { Loads } from "../../launch/loads";
import type { ReadTokenizer } from "../../tokenizers/tokenizer";

/** What is in the file of `EXAMPLE_TOKENIZER`. */
export function exampleTokenizer(found: ReadTokenizer): Loads {
  const request = { type: "hftokenizer", vocabFile: "tokenizer.json", mergeFile: undefined };
  return { datasets: new Map(), tokenizer: { request, found } };
}
