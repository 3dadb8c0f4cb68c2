import type { Rule } from "../rule";
import positionOffsetRange from "./positionOffsetRange";
import rpeBuckets from "./rpeBuckets";
import seqLengthRequired from "./seqLengthRequired";
import sinusoidalHiddenEven from "./sinusoidalHiddenEven";

export const positionsRules: readonly Rule[] = [
  seqLengthRequired,
  sinusoidalHiddenEven,
  positionOffsetRange,
  rpeBuckets,
];
