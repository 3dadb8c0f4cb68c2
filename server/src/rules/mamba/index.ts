import type { Rule } from "../rule";
import mambaBfloat16 from "./mambaBfloat16";
import mambaBiasFusion from "./mambaBiasFusion";
import mambaModelParallel from "./mambaModelParallel";
import mambaSequenceParallel from "./mambaSequenceParallel";

export const mambaRules: readonly Rule[] = [
  mambaBfloat16,
  mambaBiasFusion,
  mambaModelParallel,
  mambaSequenceParallel,
];
