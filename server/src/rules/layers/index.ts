import type { Rule } from "../rule";
import attentionConfigAll from "./attentionConfigAll";
import attentionConfigEntry from "./attentionConfigEntry";
import attentionConfigLength from "./attentionConfigLength";
import attentionConfigPattern from "./attentionConfigPattern";
import attentionType from "./attentionType";
import gmlpPartitionActivations from "./gmlpPartitionActivations";
import numLayersRequired from "./numLayersRequired";
import recurrentZeroStage from "./recurrentZeroStage";
import rwkvModelParallel from "./rwkvModelParallel";
import uniqueLayers from "./uniqueLayers";

/** Layers and the kind of each. */
export const layerRules: readonly Rule[] = [
  numLayersRequired,
  attentionConfigEntry,
  attentionConfigPattern,
  attentionConfigAll,
  attentionConfigLength,
  attentionType,
  gmlpPartitionActivations,
  recurrentZeroStage,
  rwkvModelParallel,
  uniqueLayers,
];
