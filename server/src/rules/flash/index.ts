import type { Rule } from "../rule";
import flashHeadDim from "./flashHeadDim";
import flashPrecision from "./flashPrecision";

export const flashRules: readonly Rule[] = [flashPrecision, flashHeadDim];
