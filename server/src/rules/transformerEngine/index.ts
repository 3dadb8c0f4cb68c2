import type { Rule } from "../rule";
import teAttentionNorm from "./teAttentionNorm";
import teAttentionPositions from "./teAttentionPositions";
import teAttentionRmsnorm from "./teAttentionRmsnorm";
import teAttentionWindow from "./teAttentionWindow";
import teFp8Attention from "./teFp8Attention";
import teLinearMup from "./teLinearMup";
import teMlpActivation from "./teMlpActivation";
import teMlpNorm from "./teMlpNorm";
import teRowRewardModel from "./teRowRewardModel";

export const transformerEngineRules: readonly Rule[] = [
  teFp8Attention,
  teAttentionPositions,
  teAttentionNorm,
  teAttentionRmsnorm,
  teAttentionWindow,
  teMlpActivation,
  teMlpNorm,
  teLinearMup,
  teRowRewardModel,
];
