import type { Rule } from "../rule";
import dropoutRange from "./dropoutRange";
import modelSizePositive from "./modelSizePositive";
import sequenceLengthPositive from "./sequenceLengthPositive";

export const sizesRules: readonly Rule[] = [dropoutRange, sequenceLengthPositive, modelSizePositive];
