import type { Rule } from "../rule";
import moeExpertIntervalZero from "./moeExpertIntervalZero";
import moeExpertMlp from "./moeExpertMlp";
import moeExpertsModelParallel from "./moeExpertsModelParallel";
import moePrecision from "./moePrecision";
import moeTopKRange from "./moeTopKRange";

export const moeRules: readonly Rule[] = [
  moeExpertIntervalZero,
  moeExpertsModelParallel,
  moeTopKRange,
  moePrecision,
  moeExpertMlp,
];
