import { layerActivations } from "../../server/src/model/memory/activations/layer";
import { stageActivations } from "../../server/src/model/memory/activations/model";
import { statesByRank } from "../../server/src/model/memory/states/ranks";
import { STATE_TERMS } from "../../server/src/model/memory/states/states";
import { layersOf } from "../../server/src/model/parameters/layer";
import { modelParameters } from "../../server/src/model/parameters/modelParameters";
import { pipelineStages } from "../../server/src/model/pipeline/stages";
import { launchOfRecord, type MemoryRecord, RECORDED_VOCABULARY, readMemoryRecords } from "./records";

/** Ours, and what was recorded. */
type Pair = readonly [found: number, recorded: number];

const pairs = new Map<string, Pair[]>();

function add(term: string, found: number | undefined, recorded: number | undefined): void {
  const pair: Pair = [found ?? Number.NaN, recorded ?? Number.NaN];
  pairs.set(term, [...(pairs.get(term) ?? []), pair]);
}

function compareStates(record: MemoryRecord): void {
  const launch = launchOfRecord(record);
  const parameters = modelParameters(launch, RECORDED_VOCABULARY);
  const ranks = (parameters && statesByRank(launch, parameters)) ?? [];
  for (const { rank, states } of ranks) {
    const bytes = record.byRank?.[rank] ?? record.bytes;
    for (const term of STATE_TERMS) add(term, states[term], bytes[term]);
  }
}

function compareLayer(record: MemoryRecord): void {
  const launch = launchOfRecord(record);
  const kind = layersOf(launch)?.[0];
  add("one layer", kind && layerActivations(launch, kind)?.kept, record.bytes.kept);
}

function compareModel(record: MemoryRecord): void {
  const launch = launchOfRecord(record);
  const parameters = modelParameters(launch, record.paddedVocab);
  const stage = parameters && pipelineStages(launch, parameters)?.[0];
  const found = stage && stageActivations(launch, parameters, stage);
  const kept = found && found.embedding + found.layers + found.norm + found.logits + found.loss;
  add("the model, forward pass", kept, record.bytes.kept);
}

const COMPARE = { states: compareStates, layer: compareLayer, model: compareModel };

function row([term, list]: readonly [string, readonly Pair[]]): string {
  const errors = list.map(([found, recorded]) =>
    found === recorded ? 0 : Math.abs(found - recorded) / recorded,
  );
  const exact = list.filter(([found, recorded]) => found === recorded).length;
  return `| ${term} | ${list.length} | ${exact} | ${(100 * Math.max(...errors)).toFixed(2)} % |`;
}

/** How far our bytes are from those of the recorded real runs, term by term, as the page of the numbers has it. */
export function errorTable(): string {
  pairs.clear();
  for (const record of readMemoryRecords()) COMPARE[record.what](record);
  return [
    "| term | compared | equal in every byte | largest error |",
    "|---|---|---|---|",
    ...[...pairs].map(row),
  ].join("\n");
}
