import { grouped, short } from "../../../../protocol/figures";
import { t } from "../../base/l10n";
import { nameOfStep } from "../../checkpoints/checkpoint";
import type { SavedTensors } from "../../checkpoints/savedState";
import type { Launch } from "../../launch/launch";
import { checkpointOf, tokenizerOf } from "../../launch/loads";
import { namedData } from "../../model/data/namedData";
import { trainingData } from "../../model/data/trainingData";
import { vocabularyOf } from "../../model/parameters/vocabulary";
import { type SavedModel, savedModelOf } from "../../resume/savedModel";
import { transformerLayers } from "../../resume/traits";
import { figure } from "./line";

/** What the folder of `load` holds. */
export function checkpointLines(launch: Launch): string[] {
  const checkpoint = checkpointOf(launch);
  if (checkpoint === undefined) return [];
  const { isThere, tag, steps } = checkpoint;
  if (!isThere) return [t("There is no such folder.")];
  const there = steps.length === 0 ? [] : [t("Iterations that are there: {0}", steps.join(t(", ")))];
  const model = savedModelOf(checkpoint);
  if (tag === undefined) return [t("No file latest says which iteration to load."), ...there];
  const name = nameOfStep(checkpoint) ?? t("What latest names");
  if (model === undefined) return [t("{0} would be loaded, and cannot be read.", name), ...there];
  return [loadedLine(name, model), savedByLine(model), ...there];
}

function loadedLine(tag: string, model: SavedModel): string {
  const layers = transformerLayers(model).length;
  return t(
    "{0} is loaded: iteration {1}, {2} layers, {3} parameters",
    tag,
    model.rank.iteration ?? "?",
    layers,
    short(parametersOf(model)),
  );
}

function savedByLine({ isPipeline, ranks, modelParallelSize, rank }: SavedModel): string {
  return t(
    "saved with pipe_parallel_size {0}, model_parallel_size {1}, on {2} data-parallel ranks",
    isPipeline ? ranks / modelParallelSize : 0,
    modelParallelSize,
    rank.dataParallelSize ?? "?",
  );
}

/** Of one rank times the ranks: what each of them holds whole is little. */
function parametersOf({ layers, modelParallelSize }: SavedModel): number {
  const counts = [...layers.values()].map(numbersIn);
  return counts.reduce((sum, each) => sum + each, 0) * modelParallelSize;
}

function numbersIn(tensors: SavedTensors): number {
  return [...tensors.values()].reduce(
    (sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1),
    0,
  );
}

/** What the data of a key holds, and how often a training reads it. */
export function dataLines(launch: Launch, key: string): string[] {
  const reads = new Map(trainingData(launch).map((each) => [`${each.key} ${each.name}`, each]));
  return namedData(launch)
    .filter((each) => each.key === key)
    .flatMap(({ dataset: { prefix, index } }) => {
      if (index === undefined) return [];
      const { documents, tokens, type } = index;
      const held = t(
        "{0}: {1} documents, {2} tokens of type {3}",
        prefix,
        grouped(documents),
        tokens === undefined ? "?" : grouped(tokens),
        type,
      );
      const read = reads.get(`${key} ${prefix}`);
      return read?.samples === undefined || read.epochs === undefined
        ? [held]
        : [held, t("{0} sequences are read of it: {1} epochs", grouped(read.samples), figure(read.epochs))];
    });
}

/** The size of the vocabulary, and the token between documents. */
export function tokenizerLines(launch: Launch): string[] {
  const read = tokenizerOf(launch);
  if (read === undefined || read === "unknown" || !("tokenizer" in read)) return [];
  const { size, endOfDocument } = read.tokenizer;
  const padded = vocabularyOf(launch)?.paddedSize;
  const tokens =
    padded === undefined
      ? t("{0} tokens", grouped(size))
      : t("{0} tokens, padded to {1}", grouped(size), grouped(padded));
  return typeof endOfDocument === "number"
    ? [tokens, t("documents end with token {0}", endOfDocument)]
    : [tokens];
}
