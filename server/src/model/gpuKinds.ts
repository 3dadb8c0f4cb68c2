/** One accelerator as a job sees it. */
export interface Gpu {
  /** Bytes. */
  readonly memory: number;
  /** Dense half-precision matrix FLOPs a second, as the vendor states them. */
  readonly peakFlops: number;
}

const GIB = 2 ** 30;
const TERA = 1e12;

/** Memory and peak from the vendors' data sheets; of an MI250X one of its two dies, which is one device. */
export const GPUS = {
  "V100-16GB": { memory: 16 * GIB, peakFlops: 125 * TERA },
  "V100-32GB": { memory: 32 * GIB, peakFlops: 125 * TERA },
  "A40-48GB": { memory: 48 * GIB, peakFlops: 149.7 * TERA },
  "A100-40GB": { memory: 40 * GIB, peakFlops: 312 * TERA },
  "A100-80GB": { memory: 80 * GIB, peakFlops: 312 * TERA },
  "H100-80GB": { memory: 80 * GIB, peakFlops: 989 * TERA },
  "H200-141GB": { memory: 141 * GIB, peakFlops: 989 * TERA },
  "MI250X-64GB": { memory: 64 * GIB, peakFlops: 191.5 * TERA },
  "MI300X-192GB": { memory: 192 * GIB, peakFlops: 1307 * TERA },
} as const satisfies Readonly<Record<string, Gpu>>;

export type GpuName = keyof typeof GPUS;

export const GPU_NAMES: readonly string[] = Object.keys(GPUS);

export function isGpuName(name: unknown): name is GpuName {
  return typeof name === "string" && Object.hasOwn(GPUS, name);
}
