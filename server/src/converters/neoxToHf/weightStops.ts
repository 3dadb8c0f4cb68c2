import { type Stop, stoppedBy } from "../cause";
import { loadDifferences, loadMessage, type Tensors } from "../stateDict";
import { CLASSES, kvHiddenSizeOf, layerTensors, NAMES } from "./architectures";
import { type Conversion, SCRIPT } from "./conversion";
import type { HfConfig } from "./hfConfig";
import {
  absentCause,
  filesCause,
  kindCause,
  otherLayersCause,
  rewardHeadCause,
  shapeCauses,
  sizeCause,
  vocabularyCause,
} from "./weightCauses";
import { Weights } from "./weights";

/** Where the converter stops over the weights, in its order: their files, their names, their shapes. */
export function weightStops(conversion: Conversion, config: HfConfig): readonly Stop[] {
  const files = new Weights(conversion, "as given").fileStop(0);
  // What else would stop it once it finds the files.
  const reader = new Weights(conversion, files === undefined ? "as given" : "as saved");
  return [
    ...(files === undefined ? [] : [files]),
    ...embeddingStops(reader, config),
    ...namingStops(reader, config),
    ...layerStops(reader, config),
    ...finalStops(reader, config),
  ];
}

/** The embedding over the ranks that are read (:546). */
function* embeddingStops({ model, ranks }: Weights, config: HfConfig): Iterable<Stop> {
  const own = new Map([["weight", [config.vocabularyRows, config.hiddenSize]]]);
  const known = model.isVocabularyKnown || !Number.isNaN(config.vocabularyRows);
  const rows = known ? (model.vocabularyRows / model.modelParallelSize) * ranks : Number.NaN;
  const given = new Map([["weight", [rows, model.hiddenSize]]]);
  const differences = loadDifferences(own, given);
  if (differences === undefined) return;
  yield stoppedBy(
    {
      type: "RuntimeError",
      message: loadMessage("Embedding", own, given, differences),
      at: `${SCRIPT}:546:convert`,
    },
    model.hiddenSize !== config.hiddenSize
      ? sizeCause("hidden_size", model.hiddenSize, config.hiddenSize)
      : vocabularyCause(model, config, ranks),
  );
}

/** The names of the MLP are looked up in the second layer, or in the one file of all (:562-576). */
function* namingStops(reader: Weights, config: HfConfig): Iterable<Stop> {
  const { model } = reader;
  const missing = reader.isSequential ? undefined : reader.fileStop(3);
  if (missing !== undefined) {
    yield missing;
    return;
  }
  const looked = reader.isSequential ? [...model.places.values()] : [model.places.get(3)];
  if (looked.some((layer) => layer?.has("mlp.linear1.weight"))) return;
  yield stoppedBy(
    {
      type: "ValueError",
      message: "Unable to determine MLP naming convention in checkpoint",
      at: `${SCRIPT}:463:get_mlp_naming_convention`,
    },
    otherLayersCause(model, config),
  );
}

/** Every layer by its tensors; the first one that differs stops the converter (:578-683). */
function* layerStops(reader: Weights, config: HfConfig): Iterable<Stop> {
  for (let layer = 0; layer < config.numLayers; layer++) {
    const place = layer + 2;
    const missing = reader.isSequential ? undefined : reader.fileStop(place);
    const found = missing
      ? [missing]
      : [...oneLayer(reader, config, place, reader.layer(place) ?? new Map())];
    yield* found;
    if (found.length > 0) return;
  }
}

function* oneLayer(reader: Weights, config: HfConfig, place: number, held: Tensors): Iterable<Stop> {
  const { row, norm, column, rowBias, queryKeyValue } = NAMES[config.architecture];
  const read = [row, norm, column, rowBias, queryKeyValue].flatMap((names) => Object.keys(names));
  const absent = read.filter((name) => !held.has(name));
  for (const name of absent)
    yield reader.keyStop(place, name, [absentCause(reader.model, config, place, name)]);
  if (absent.length > 0) return;
  const split = splitStop(reader, config);
  if (split !== undefined) {
    yield split;
    return;
  }
  const own = layerTensors(config);
  const given = converted(reader, config, held);
  const differences = loadDifferences(own, given);
  if (differences === undefined) return;
  yield {
    type: "RuntimeError",
    message: loadMessage(CLASSES[config.architecture].layer, own, given, differences),
    at: `${SCRIPT}:683:convert`,
    when: "convert",
    causes: shapeCauses(reader.model, config, [...differences.missing, ...differences.mismatched]),
  };
}

/** The shapes of a layer as the converter hands them to transformers. */
function converted({ ranks }: Weights, config: HfConfig, held: Tensors): Tensors {
  const { row, norm, column, rowBias, queryKeyValue } = NAMES[config.architecture];
  const shapeOf = (name: string) => held.get(name) ?? [];
  const taller = ([first = 0, ...rest]: readonly number[], factor: number) => [first * factor, ...rest];
  const result = new Map<string, readonly number[]>();
  for (const [name, to] of Object.entries(row)) {
    const [outputs = 0, inputs = 0] = shapeOf(name);
    result.set(to, [outputs, inputs * ranks]);
  }
  for (const [name, to] of [...Object.entries(norm), ...Object.entries(rowBias)])
    result.set(to, shapeOf(name));
  for (const [name, to] of Object.entries(column)) {
    if (typeof to === "string") result.set(to, taller(shapeOf(name), ranks));
    else {
      const [outputs = 0, inputs = 0] = shapeOf(name);
      const upper = Math.ceil(outputs / 2);
      result.set(to[0], [upper * ranks, inputs]);
      result.set(to[1], [(outputs - upper) * ranks, inputs]);
    }
  }
  for (const [query, key, value] of Object.values(queryKeyValue)) {
    const kvHiddenSize = Math.floor(kvHiddenSizeOf(config) / ranks) * ranks;
    result.set(query, [Math.floor(config.hiddenSize / ranks) * ranks, config.hiddenSize]);
    result.set(key, [kvHiddenSize, config.hiddenSize]);
    result.set(value, [kvHiddenSize, config.hiddenSize]);
  }
  return result;
}

/** Queries, keys and values are split by the given config's heads (:418). */
function splitStop({ model, ranks }: Weights, config: HfConfig): Stop | undefined {
  if (config.architecture === "neox") return undefined;
  const kvHiddenSize = kvHiddenSizeOf(config);
  const sizes = [config.hiddenSize, kvHiddenSize, kvHiddenSize].map((size) => Math.floor(size / ranks));
  const held = model.attention.perRank.qkvWidth;
  if (sizes.reduce((sum, size) => sum + size, 0) === held) return undefined;
  return stoppedBy(
    {
      type: "RuntimeError",
      message: `split_with_sizes expects split_sizes to sum exactly to ${held} (input tensor's size at dimension 1), but got split_sizes=[${sizes.join(", ")}]`,
      at: `${SCRIPT}:418:reshard_and_split_qkv`,
    },
    config.numAttentionHeads !== model.attention.numKvHeads * model.attention.groupSize
      ? sizeCause(
          "num_attention_heads",
          model.attention.numKvHeads * model.attention.groupSize,
          config.numAttentionHeads,
        )
      : sizeCause("num_kv_heads", model.attention.numKvHeads, config.numKvHeads),
  );
}

/** The final norm and the output layer (:685-768). */
function* finalStops(reader: Weights, config: HfConfig): Iterable<Stop> {
  const { model } = reader;
  const normPlace = config.numLayers + 3;
  const missing = reader.isSequential ? undefined : reader.fileStop(normPlace);
  if (missing !== undefined) {
    yield missing;
    return;
  }
  const norm = reader.layer(normPlace) ?? new Map();
  for (const name of Object.keys(NAMES[config.architecture].finalNorm)) {
    if (!norm.has(name))
      yield reader.keyStop(normPlace, name, [
        config.numLayers === model.numLayers
          ? absentCause(reader.model, config, 2, name)
          : {
              ...sizeCause("num_layers", model.numLayers, config.numLayers),
              source: `${SCRIPT}:695:convert`,
            },
      ]);
  }
  yield* headStops(reader, config);
}

function* headStops(reader: Weights, config: HfConfig): Iterable<Stop> {
  const { model, ranks } = reader;
  const rows = config.isRewardModel ? 1 : config.vocabularyRows;
  const own = new Map([["weight", [rows, config.hiddenSize]]]);
  const place = config.numLayers + 4;
  if (config.isTied) {
    const embedding = (model.vocabularyRows / model.modelParallelSize) * ranks;
    yield* headLoad(own, [embedding, model.hiddenSize], 758, config);
    return;
  }
  const missing = reader.isSequential ? undefined : reader.fileStop(place);
  if (missing !== undefined) {
    yield missing;
    return;
  }
  const name = config.isRewardModel ? "rm_linear.weight" : "final_linear.weight";
  const shape = reader.layer(place)?.get(name);
  if (shape === undefined) {
    const cause =
      model.isRewardModel === config.isRewardModel
        ? filesCause(["no_weight_tying"], model)
        : kindCause(model);
    yield reader.keyStop(place, name, [{ ...cause, source: `${SCRIPT}:741:convert` }]);
    return;
  }
  const [outputs = 0, inputs = 0] = shape;
  const merged = config.isRewardModel ? [outputs, inputs * ranks] : [outputs * ranks, inputs];
  yield* headLoad(own, merged, 741, config);
}

function* headLoad(own: Tensors, shape: readonly number[], line: number, config: HfConfig): Iterable<Stop> {
  const given = new Map([["weight", shape]]);
  const differences = loadDifferences(own, given);
  if (differences === undefined || !config.isRewardModel) return;
  yield stoppedBy(
    {
      type: "RuntimeError",
      message: loadMessage("Linear", own, given, differences),
      at: `${SCRIPT}:${line}:convert`,
    },
    rewardHeadCause(),
  );
}
