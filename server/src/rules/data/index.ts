import type { Rule } from "../rule";
import dataPathOrPaths from "./dataPathOrPaths";
import dataPathsTogether from "./dataPathsTogether";
import dataWeightsLength from "./dataWeightsLength";
import labelPaths from "./labelPaths";

/** Where the data is. */
export const dataRules: readonly Rule[] = [labelPaths, dataPathOrPaths, dataPathsTogether, dataWeightsLength];
