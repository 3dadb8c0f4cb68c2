import type { Rule } from "../rule";
import dataPathOrPaths from "./dataPathOrPaths";
import dataPathsTogether from "./dataPathsTogether";
import { dataSourceRules } from "./dataSource";
import dataWeightsLength from "./dataWeightsLength";
import labelPaths from "./labelPaths";
import { labelRules } from "./labels";
import { loadingRules } from "./loading";
import { packingRules } from "./packing";
import { pairRules } from "./pairs";
import { splitRules } from "./split";
import { trainLengthRules } from "./trainLength";
import { weightRules } from "./weights";

/** Where the data is, and how it is read. */
export const dataRules: readonly Rule[] = [
  labelPaths,
  dataPathOrPaths,
  dataPathsTogether,
  dataWeightsLength,
  ...trainLengthRules,
  ...dataSourceRules,
  ...splitRules,
  ...weightRules,
  ...labelRules,
  ...pairRules,
  ...packingRules,
  ...loadingRules,
];
