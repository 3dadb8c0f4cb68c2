import { describe, expect, it } from "vitest";
import { readDataset } from "../../server/src/datasets/readDataset";
import { trainingData } from "../../server/src/model/data/trainingData";
import { checkIn, toldOf } from "./judged";
import { dataLaunchOf, hasRecords, jsonLines, type RecordedData } from "./recorded";

interface DataRow {
  readonly prefix: string;
  readonly header: { readonly code?: number; readonly sequences?: number } | null;
  readonly make_dataset: {
    readonly mmap: {
      readonly dataset?: string | null;
      readonly tokens?: number;
      readonly dtype?: string;
      readonly largest?: number;
    };
  };
}

/** Launches that are told of though four iterations ran to their end, each with its reason. */
const TOLD_THOUGH_RUN: Readonly<Record<string, string>> = {
  // The record itself says that such a run proves nothing of the rest of the file.
  "data-labels-mismatch": "labels of fewer documents than the data has: the four iterations read others",
  "split-without-training": "no iteration ran at all",
};

/** Launches that stop for a reason that is in no file. */
const NOT_OF_FILES = new Set([
  "AttributeError: 'NoneType' object has no attribute 'get'",
  "TypeError: unsupported operand type(s) for +: 'NoneType' and 'str'",
]);

describe.skipIf(!hasRecords)(hasRecords ? "data that a launch names" : "skipped: no shared data", () => {
  const launches = hasRecords ? jsonLines<RecordedData>("loads/data-launches.jsonl") : [];

  it("is judged as NeoX judged it, at a key that makes it so", { timeout: 60_000 }, async () => {
    const wrong: string[] = [];
    for (const record of launches) {
      const { text, disk } = dataLaunchOf(record);
      const told = await toldOf(text, disk, 1);
      const isOwnReason = !record.runs && NOT_OF_FILES.has(`${record.type}: ${record.message}`);
      const changed = Object.keys(record.changed ?? {});
      const isAbsent = record.changed?.data_path === "__del__";
      const isWell = record.runs
        ? told.every(({ rule, severity }) => severity === "warning" && rule in TOLD_THOUGH_RUN)
        : told.some(({ key }) => changed.includes(key) || isAbsent) || isOwnReason;
      if (!isWell) wrong.push(`${record.id}: ${JSON.stringify(told)}`);
    }
    expect(wrong).toEqual([]);
  });

  it("is read as NeoX reads it", { timeout: 60_000 }, async () => {
    const { disk } = dataLaunchOf(launches[0] as RecordedData);
    for (const { prefix, make_dataset } of jsonLines<DataRow>("loads/data.jsonl")) {
      const found = await readDataset(disk, `file:///run/${prefix}`, prefix);
      const { mmap } = make_dataset;
      const isOpened = mmap.dataset !== undefined && mmap.dataset !== null;
      const { index, problem } = found ?? {};
      expect([prefix, isOpened], prefix).toEqual([prefix, index?.format === "mmap" && problem === undefined]);
      if (!isOpened || index === undefined) continue;
      expect([prefix, index.type, index.tokens]).toEqual([prefix, mmap.dtype, mmap.tokens]);
      if (mmap.largest !== undefined && index.sample.isEveryToken)
        expect([prefix, index.sample.largestToken]).toEqual([prefix, mmap.largest]);
    }
  });

  it("is read as often as NeoX says", { timeout: 60_000 }, async () => {
    const counted = launches.filter(({ runs, changed }) => runs && changed?.data_path !== undefined);
    for (const record of counted) {
      const { text, disk } = dataLaunchOf(record);
      const { launch } = await checkIn(text, disk, 1);
      const [data] = trainingData(launch);
      const { printed = [] } = record as { printed?: readonly string[] };
      const split = printed.map((line) => /^document indices in \[0, (\d+)\)/.exec(line)?.[1]).find(Boolean);
      const epochs = printed.map((line) => /^total number of epochs: (\d+)/.exec(line)?.[1]).find(Boolean);
      if (data === undefined || split === undefined || epochs === undefined) continue;
      expect([record.id, data.trainingDocuments]).toEqual([record.id, Number(split)]);
      // NeoX counts whole epochs, and one token more for the last sequence.
      const tokens = (data.samples ?? 0) * (launch.int("seq_length") ?? 0) + 1;
      expect([record.id, Math.ceil(tokens / (data.trainingTokens ?? 1))]).toEqual([
        record.id,
        Number(epochs),
      ]);
    }
  });
});
