import type { Rule } from "../rule";
import localLayersOnly from "./localLayersOnly";
import sparseAttentionDropout from "./sparseAttentionDropout";
import sparseBlockLength from "./sparseBlockLength";
import sparseBlocksInRow from "./sparseBlocksInRow";
import sparseFixedPattern from "./sparseFixedPattern";
import sparseGlobalIndices from "./sparseGlobalIndices";
import sparseRelativePositions from "./sparseRelativePositions";

export const sparseRules: readonly Rule[] = [
  sparseAttentionDropout,
  sparseBlockLength,
  sparseFixedPattern,
  sparseBlocksInRow,
  sparseGlobalIndices,
  sparseRelativePositions,
  localLayersOnly,
];
