import type { Decoder } from "./decoder";

/** The parts of two models that differ. What is unknown of one, such as the vocabulary, differs from nothing. */
export function differingParts(one: Decoder, other: Decoder): readonly (keyof Decoder)[] {
  return PARTS.filter((part) => isCompared(part, one) && isKnown(part, one, other)).filter(
    (part) => canonical(one[part]) !== canonical(other[part]),
  );
}

const PARTS: readonly (keyof Decoder)[] = [
  "mixer",
  "layers",
  "hiddenSize",
  "heads",
  "kvHeads",
  "headDim",
  "innerSize",
  "isGated",
  "activation",
  "norm",
  "epsilon",
  "normsPerLayer",
  "positions",
  "longest",
  "isParallel",
  "biases",
  "queryKeyNorm",
  "hasEmbeddingNorm",
  "isTied",
  "vocabularySize",
  "window",
  "experts",
];

/** Mamba has no heads, whatever a config says. */
const NOT_OF_MAMBA: ReadonlySet<keyof Decoder> = new Set([
  "heads",
  "kvHeads",
  "headDim",
  "longest",
  "biases",
]);

function isCompared(part: keyof Decoder, { mixer }: Decoder): boolean {
  return mixer !== "mamba" || !NOT_OF_MAMBA.has(part);
}

function isKnown(part: keyof Decoder, one: Decoder, other: Decoder): boolean {
  return (
    (part !== "vocabularySize" && part !== "longest") ||
    (one[part] !== undefined && other[part] !== undefined)
  );
}

function canonical(value: Decoder[keyof Decoder]): string {
  if (value === undefined || typeof value !== "object") return String(value);
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
