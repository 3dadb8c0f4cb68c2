/** The shape of a model that people train, and what suits it. */
export interface ModelSize {
  /** About as many parameters with a vocabulary of 50,304. */
  readonly name: string;
  readonly layers: number;
  readonly hiddenSize: number;
  readonly heads: number;
  readonly learningRate: number;
  readonly microBatchSize: number;
}

/** Sizes and learning rates of Pythia (Biderman et al. 2023) and GPT-NeoX-20B (Black et al. 2022), with heads of 64, 128 or 256. */
export const MODEL_SIZES: readonly ModelSize[] = [
  size("70M", 6, 512, 8, 0.001, 32),
  size("160M", 12, 768, 12, 0.0006, 32),
  size("410M", 24, 1024, 16, 0.0003, 32),
  size("1B", 16, 2048, 8, 0.0003, 16),
  size("1.4B", 24, 2048, 16, 0.0002, 16),
  size("2.8B", 32, 2560, 20, 0.00016, 8),
  size("6.9B", 32, 4096, 32, 0.00012, 4),
  size("12B", 36, 5120, 40, 0.00012, 2),
  size("20B", 44, 6144, 48, 0.000097, 1),
];

function size(
  name: string,
  layers: number,
  hiddenSize: number,
  heads: number,
  learningRate: number,
  microBatchSize: number,
): ModelSize {
  return { name, layers, hiddenSize, heads, learningRate, microBatchSize };
}
