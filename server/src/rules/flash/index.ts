import type { Rule } from "../rule";
import flashAlibiVersion from "./flashAlibiVersion";
import flashHeadDim from "./flashHeadDim";
import flashPrecision from "./flashPrecision";

export const flashRules: readonly Rule[] = [flashPrecision, flashHeadDim, flashAlibiVersion];
