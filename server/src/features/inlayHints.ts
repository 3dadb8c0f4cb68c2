import type { InlayHint, Range } from "vscode-languageserver-types";
import { grouped, percent, short } from "../../../protocol/figures";
import { t } from "../base/l10n";
import type { ConfigFile, Launch } from "../launch/launch";
import { attentionShape } from "../model/attention";
import { denseMlp } from "../model/denseMlp";
import { layersTotal, modelParameters } from "../model/parameters/modelParameters";
import { bubbleShare, pipelineStages } from "../model/pipeline/stages";
import { rotaryDims } from "../model/positions";
import { positiveInt, realNumber, transformerSizes } from "../model/sizes";
import { touches } from "../yaml/edit";
import { figure } from "./arithmetic/line";
import { linesOf, spanOf } from "./ranges";

/** What NeoX makes of the value of a key, in a few words; undefined where that is unknown or goes without saying. */
const DERIVED: Readonly<Record<string, (launch: Launch) => string | undefined>> = {
  hidden_size: headWidths,
  num_attention_heads: headsPerRank,
  num_kv_heads: groupSize,
  num_layers: layerParameters,
  intermediate_size: innerWidth,
  rotary_pct: rotaryDimensions,
  train_batch_size: batchFactors,
  train_micro_batch_size_per_gpu: batchProduct,
  seq_length: tokensPerStep,
  train_iters: tokensInAll,
  pipe_parallel_size: stages,
};

/** Derived values behind the keys of `file` that lie in `range`. */
export function inlayHintsOf(file: ConfigFile, launch: Launch, range: Range): InlayHint[] {
  const shown = spanOf(file.document, range);
  return Object.entries(DERIVED).flatMap(([key, derive]) => {
    const setting = launch.settings.get(key);
    if (setting?.file !== file || !touches(setting.entry.value.span, shown)) return [];
    const label = derive(launch);
    if (label === undefined) return [];
    const position = linesOf(file.document).positionAt(setting.entry.value.span.end);
    return [{ position, label, paddingLeft: true }];
  });
}

function headWidths(launch: Launch): string | undefined {
  const sizes = transformerSizes(launch);
  if (sizes === undefined) return undefined;
  const { headDim, isGrouped, kvHiddenSize } = attentionShape(sizes);
  if (!isGrouped) return t("head_dim {0}", figure(headDim));
  return t("head_dim {0} · kv width {1}", figure(headDim), figure(kvHiddenSize));
}

function headsPerRank(launch: Launch): string | undefined {
  const sizes = transformerSizes(launch);
  if (sizes === undefined || sizes.modelParallelSize === 1) return undefined;
  return t("{0} per rank", figure(attentionShape(sizes).perRank.numAttentionHeads));
}

function groupSize(launch: Launch): string | undefined {
  const sizes = transformerSizes(launch);
  const shape = sizes && attentionShape(sizes);
  return shape?.isGrouped ? t("groups of {0}", figure(shape.groupSize)) : undefined;
}

function layerParameters(launch: Launch): string | undefined {
  const parameters = modelParameters(launch);
  return parameters && t("{0} parameters in the layers", short(layersTotal(parameters)));
}

function innerWidth(launch: Launch): string | undefined {
  const mlp = denseMlp(launch);
  if (mlp === undefined || mlp.widths.secondInput === mlp.widths.intermediateSize) return undefined;
  return t("inner width {0}", mlp.widths.secondInput);
}

function rotaryDimensions(launch: Launch): string | undefined {
  const sizes = transformerSizes(launch);
  const share = realNumber(launch, "rotary_pct");
  if (sizes === undefined || share === undefined || launch.get("pos_emb") !== "rotary") return undefined;
  const { headDim } = attentionShape(sizes);
  if (!Number.isInteger(headDim)) return undefined;
  return t("{0} of {1} dimensions", rotaryDims(headDim, share), headDim);
}

interface Batch {
  readonly micro: number;
  readonly steps: number;
  readonly replicas: number;
  readonly train: number;
}

/** The batch where it is known and adds up. */
function batchOf(launch: Launch): Batch | undefined {
  const micro = positiveInt(launch, "train_micro_batch_size_per_gpu");
  const steps = positiveInt(launch, "gradient_accumulation_steps");
  const train = positiveInt(launch, "train_batch_size");
  const replicas = launch.derivation.dataParallelSize;
  if (micro === undefined || steps === undefined || train === undefined || replicas === undefined)
    return undefined;
  return micro * steps * replicas === train ? { micro, steps, replicas, train } : undefined;
}

function batchFactors(launch: Launch): string | undefined {
  const batch = batchOf(launch);
  return batch && `= ${batch.micro} × ${batch.steps} × ${batch.replicas}`;
}

function batchProduct(launch: Launch): string | undefined {
  const batch = batchOf(launch);
  return batch && `× ${batch.steps} × ${batch.replicas} = ${grouped(batch.train)}`;
}

function tokensPerStep(launch: Launch): string | undefined {
  const tokens = stepTokens(launch);
  return tokens === undefined ? undefined : t("{0} tokens per step", short(tokens));
}

function tokensInAll(launch: Launch): string | undefined {
  const tokens = stepTokens(launch);
  const steps = positiveInt(launch, "train_iters");
  if (tokens === undefined || steps === undefined) return undefined;
  return t("{0} tokens", short(tokens * steps));
}

function stepTokens(launch: Launch): number | undefined {
  const train = positiveInt(launch, "train_batch_size");
  const seqLength = positiveInt(launch, "seq_length");
  return train && seqLength && train * seqLength;
}

function stages(launch: Launch): string | undefined {
  const parameters = modelParameters(launch);
  const found = parameters && pipelineStages(launch, parameters);
  if (found === undefined || found.length === 1) return undefined;
  const layers = found.map(({ layers: [from, to] }) => to - from).join(", ");
  const microBatches = positiveInt(launch, "gradient_accumulation_steps");
  if (microBatches === undefined) return t("layers {0}", layers);
  return t("layers {0} · bubble {1}", layers, percent(bubbleShare(found.length, microBatches)));
}
