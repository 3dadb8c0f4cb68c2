/**
 * Tokens of tiktoken's encodings, by name (tiktoken_ext/openai_public.py, 0.12: the largest id and one).
 * tiktoken downloads their files, so nothing else tells.
 */
export const ENCODINGS: ReadonlyMap<string, number> = new Map([
  ["gpt2", 50_257],
  ["r50k_base", 50_257],
  ["p50k_base", 50_281],
  ["p50k_edit", 50_284],
  ["cl100k_base", 100_277],
  ["o200k_base", 200_019],
  ["o200k_harmony", 201_088],
]);

/** Their token between documents, the same text in all of them. */
export const ENCODING_ENDS: ReadonlyMap<string, number> = new Map([
  ["gpt2", 50_256],
  ["r50k_base", 50_256],
  ["p50k_base", 50_256],
  ["p50k_edit", 50_256],
  ["cl100k_base", 100_257],
  ["o200k_base", 199_999],
  ["o200k_harmony", 199_999],
]);
