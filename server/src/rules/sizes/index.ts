import type { Rule } from "../rule";
import autoArgument from "./autoArgument";
import dropoutRange from "./dropoutRange";
import modelSizePositive from "./modelSizePositive";
import nullArgument from "./nullArgument";
import sequenceLengthPositive from "./sequenceLengthPositive";

export const sizesRules: readonly Rule[] = [
  nullArgument,
  autoArgument,
  dropoutRange,
  sequenceLengthPositive,
  modelSizePositive,
];
