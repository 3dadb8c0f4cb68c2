import type { Rule } from "../rule";
import configTooLarge from "./configTooLarge";
import hostfileMissing from "./hostfileMissing";
import hostfileRefused from "./hostfileRefused";
import includeAndNumGpus from "./includeAndNumGpus";
import includeExcludeExclusive from "./includeExcludeExclusive";
import includeSlotAbsent from "./includeSlotAbsent";
import includeWholeHost from "./includeWholeHost";
import includeWithNumNodes from "./includeWithNumNodes";
import launcherCommentAccount from "./launcherCommentAccount";
import numNodesNeedsHostfile from "./numNodesNeedsHostfile";
import yamlConfigExtension from "./yamlConfigExtension";

/** From `deepy.py` to the workers. */
export const launcherRules: readonly Rule[] = [
  yamlConfigExtension,
  includeExcludeExclusive,
  includeWithNumNodes,
  includeAndNumGpus,
  numNodesNeedsHostfile,
  launcherCommentAccount,
  configTooLarge,
  hostfileMissing,
  hostfileRefused,
  includeWholeHost,
  includeSlotAbsent,
];
