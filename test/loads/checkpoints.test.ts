import { describe, expect, it } from "vitest";
import { type Told, toldOf } from "./judged";
import { hasRecords, launchOf, type RecordedLoad, recordedLoads } from "./recorded";

/** How NeoX judged a launch, and how it is judged here. */
type Judgement = "stops" | "goes on silently" | "sound";

function recorded({ runs, silently }: RecordedLoad): Judgement {
  if (!runs) return "stops";
  return silently === undefined ? "sound" : "goes on silently";
}

/** A finding counts at a key that the record changes, or at `load`; an error only where NeoX stopped. */
function judged(record: RecordedLoad, told: readonly Told[]): Judgement | string {
  const changed = Object.keys(record.changed ?? {});
  const own = told.filter(({ key }) => key === "load" || changed.includes(key));
  const list = told.map(({ rule, key, severity }) => `${severity} ${rule} at ${key}`).join(", ");
  if (told.some(({ severity }) => severity === "error")) return own.length > 0 ? "stops" : list;
  if (own.length === 0) return "sound";
  return own.length === 1 ? "goes on silently" : list;
}

describe.skipIf(!hasRecords)(hasRecords ? "loading a checkpoint" : "skipped: no shared data", () => {
  const records = hasRecords ? recordedLoads().filter(({ needs }) => needs === undefined) : [];

  it("is judged as NeoX judged it", { timeout: 120_000 }, async () => {
    const found: Record<string, string> = {};
    for (const record of records) {
      const { text, disk } = launchOf(record);
      found[record.id] = judged(record, await toldOf(text, disk, record.gpus));
    }
    expect(found).toEqual(Object.fromEntries(records.map((record) => [record.id, recorded(record)])));
  });
});
