import { describe, expect, test } from "vitest";
import { statesByRank } from "../../server/src/model/memory/states/ranks";
import { type ModelStates, STATE_TERMS } from "../../server/src/model/memory/states/states";
import { modelParameters } from "../../server/src/model/parameters/modelParameters";
import {
  type Bytes,
  hasMemoryRecords,
  launchOfRecord,
  RECORDED_VOCABULARY,
  readMemoryRecords,
} from "./records";

const records = hasMemoryRecords ? readMemoryRecords().filter(({ what }) => what === "states") : [];

/** The terms of every rank that the record has. */
function expected(bytes: Bytes): Bytes {
  return Object.fromEntries(STATE_TERMS.map((term) => [term, bytes[term] ?? Number.NaN]));
}

function termsOf(states: ModelStates): Bytes {
  return Object.fromEntries(STATE_TERMS.map((term) => [term, states[term]]));
}

describe.skipIf(!hasMemoryRecords)("model states as real runs hold them (skipped: no shared data)", () => {
  test.each(records.map((record) => [record.id, record] as const))("%s", (_id, record) => {
    const launch = launchOfRecord(record);
    const parameters = modelParameters(launch, RECORDED_VOCABULARY);
    const found = parameters && statesByRank(launch, parameters);
    const ranks = Number(record.config.model_parallel_size ?? 1);
    const each = record.byRank ?? Array.from({ length: record.gpus }, () => record.bytes);
    const terms = (found ?? []).flatMap(({ states }) => Array.from({ length: ranks }, () => termsOf(states)));
    expect(terms).toEqual(each.map(expected));
  });
});
