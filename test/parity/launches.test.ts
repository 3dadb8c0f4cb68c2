import { describe, expect, it } from "vitest";
import { type Comparison, compare } from "./compare";
import { RECORDED_VERSIONS, type RecordedVersion, readLaunches } from "./records";

/** A launch and what was said of it, as a failing test shows it. */
function shown({ id, verdict, errors }: Comparison): string {
  return `${id}: ${verdict.at ?? "launches"} ${verdict.message ?? ""} | ${errors.join(", ")}`;
}

/** Launches that are not judged as they were, each with its reason. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ["00742", "the record builds no embedding, where soft prompts stop"],
  ["02406", "an mlp_type that no file of NeoX names: a typing error nobody makes"],
  ["02747", "the same"],
]);

function comparisonsAt(version: RecordedVersion): readonly Comparison[] {
  return readLaunches(version).map((launch) => compare(launch, version.commit, launch.verdict));
}

describe.each(RECORDED_VERSIONS)("the launches recorded at $target", (version) => {
  const comparisons = comparisonsAt(version);
  const judged = comparisons.filter(({ id }) => !EXCEPTIONS.has(id));
  const stopped = judged.filter(({ verdict }) => !verdict.launches);

  it("are all there, and no rule throws", () => {
    expect(comparisons.length).toBe(version.count);
    expect(comparisons.flatMap(({ failures }) => failures)).toEqual([]);
  });

  it("get no error as far as gpt-neox took them", () => {
    const wrong = judged.filter(({ verdict, errors }) => verdict.launches && errors.length > 0);
    expect(wrong.map(shown)).toEqual([]);
  });

  it("get an error at the function whose check of the arguments stopped them", () => {
    const elsewhere = stopped.filter(
      ({ verdict, sameFunction }) => verdict.phase === "args" && !sameFunction,
    );
    expect(elsewhere.map(shown)).toEqual([]);
  });

  it("get an error where a layer could not be built or run", () => {
    const missed = stopped.filter(({ verdict, errors }) => verdict.phase === "model" && errors.length === 0);
    expect(missed.map(shown)).toEqual([]);
  });
});
