import type { Launch } from "../../../launch/launch";

const FP32_BYTES = 4;

/** What a norm keeps of `features` times `rows` values: of its input, which others may keep too, and beside it. */
export interface NormKept {
  /** Its input as it came. */
  readonly input: number;
  readonly own: number;
}

/**
 * Bytes that a norm keeps for its backward pass (megatron/model/norms.py at ea7aefd8): LayerNorm its input, and mean and
 * deviation of each row in fp32; RMSNorm, written out in torch, its input and the normed values in fp32; ScaleNorm its
 * input, the scaled values and two lengths.
 */
export function normKept(launch: Launch, rows: number, features: number, width: number): NormKept {
  const input = rows * features * width;
  switch (launch.get("norm")) {
    case "rmsnorm": {
      if (launch.get("rmsnorm_fusion") === true) return { input, own: FP32_BYTES * rows };
      const inFp32 = FP32_BYTES * rows * features;
      const isConverted = width !== FP32_BYTES;
      const own = inFp32 + FP32_BYTES * rows;
      return isConverted ? { input: 0, own: own + inFp32 } : { input, own };
    }
    case "te_rmsnorm":
      return { input, own: FP32_BYTES * rows };
    case "scalenorm":
      return { input, own: input + 2 * rows * width };
    default:
      return { input, own: 2 * FP32_BYTES * rows };
  }
}
