import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { why } from "../../server/src/features/why/why";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { recordOf } from "./recordOf";

const LOGS = new URL("../../../shared/logs/", import.meta.url);

/** What the record of a log says. */
interface Answer {
  readonly ended: "failed" | "well";
  readonly cause?: string;
  readonly keys?: readonly string[];
  readonly firstFailure?: { readonly rank: number; readonly line: number };
  readonly secret?: string;
}

/** Logs in which the place is another one than the record's, and why. */
const OTHER_PLACES: Readonly<Record<string, string>> = {
  "cuda-ecc": "nothing in the log tells that it was rank 3",
  "nccl-socket": "the prefix names the second node, whose first rank is 8, and not which of its ranks",
  "deepspeed-batch-assert":
    "all ranks fail alike, and the traceback of another one than the record's begins first",
  "flash-attn-symbol":
    "all ranks fail alike, and the traceback of another one than the record's begins first",
};

const names = existsSync(LOGS)
  ? readdirSync(LOGS)
      .filter((name) => name.endsWith(".log"))
      .map((name) => name.slice(0, -".log".length))
  : [];

describe.skipIf(names.length === 0)(names.length > 0 ? "recorded logs" : "skipped: no shared data", () => {
  test.each(names)("%s", (name) => {
    const want: Answer = JSON.parse(readFileSync(new URL(`${name}.json`, LOGS), "utf8"));
    const answer = why([recordOf(readFileSync(new URL(`${name}.log`, LOGS)), name)], {
      target: UNKNOWN_TARGET,
    });
    if (want.secret !== undefined) expect(JSON.stringify(answer)).not.toContain(want.secret);
    expect([answer.ended, answer.cause]).toEqual([want.ended, want.cause ?? null]);
    const place = answer.failure && { rank: answer.failure.rank, line: answer.failure.line };
    const isSamePlace = JSON.stringify(place) === JSON.stringify(placeOf(want));
    expect(isSamePlace).toBe(!Object.hasOwn(OTHER_PLACES, name));
    const likeliest = (want.keys ?? []).slice(0, 2);
    if (likeliest.length === 0) expect(answer.keys).toEqual([]);
    else expect(likeliest).toContain(answer.keys[0]);
  });
});

function placeOf({ firstFailure }: Answer): { readonly rank: number; readonly line: number } | null {
  return firstFailure ? { rank: firstFailure.rank, line: firstFailure.line } : null;
}
