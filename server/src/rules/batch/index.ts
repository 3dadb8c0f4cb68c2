import type { Rule } from "../rule";
import batchSizeRequired from "./batchSizeRequired";
import batchSizesAgree from "./batchSizesAgree";
import batchSizesPositive from "./batchSizesPositive";
import batchSizeTruncated from "./batchSizeTruncated";

/** The batch algebra. */
export const batchRules: readonly Rule[] = [
  batchSizeRequired,
  batchSizesPositive,
  batchSizesAgree,
  batchSizeTruncated,
];
