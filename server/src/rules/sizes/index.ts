import type { Rule } from "../rule";
import dropoutRange from "./dropoutRange";
import modelSizePositive from "./modelSizePositive";
import nullArgument from "./nullArgument";
import sequenceLengthPositive from "./sequenceLengthPositive";

export const sizesRules: readonly Rule[] = [
  nullArgument,
  dropoutRange,
  sequenceLengthPositive,
  modelSizePositive,
];
