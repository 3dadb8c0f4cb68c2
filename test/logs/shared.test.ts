import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { whyText } from "../../server/src/features/why/text";
import { agreementsAfter, agreementTable } from "./agreement";
import { CHANGES } from "./changes";
import { agreementOf, recordedLogs } from "./recorded";

/** Logs in which the rank or the line is another one than the record's, and why. */
const OTHER_PLACES: Readonly<Record<string, string>> = {
  "cuda-ecc": "nothing in the log tells that it was rank 3",
  "nccl-socket": "the prefix names the second node, whose first rank is 8, and not which of its ranks",
  "deepspeed-batch-assert":
    "all ranks fail alike, and the traceback of another one than the record's begins first",
  "flash-attn-symbol":
    "all ranks fail alike, and the traceback of another one than the record's begins first",
};

const LOGS = recordedLogs();

/** For 63 logs on a busy machine. */
const LONG = 120_000;

describe.skipIf(LOGS.length === 0)(LOGS.length > 0 ? "recorded logs" : "skipped: no shared data", () => {
  test.each(LOGS)("$name", (log) => {
    const { why, cause, keys, rank, line } = agreementOf(log);
    expect({ cause, keys, place: rank && line }).toEqual({
      cause: true,
      keys: true,
      place: !Object.hasOwn(OTHER_PLACES, log.name),
    });
    const { secret, ended } = log.answer;
    if (ended === "well") expect(why.failure).toBeNull();
    if (secret === undefined) return;
    expect(log.text).toContain(secret);
    expect(JSON.stringify(why)).not.toContain(secret);
    expect(whyText(why)).not.toContain(secret);
  });

  test.each(CHANGES)(
    "$name: 95 % of causes and of keys agree, 90 % of ranks and lines",
    (change) => {
      const agreements = agreementsAfter(change);
      const share = (agrees: (agreement: (typeof agreements)[number]) => boolean) =>
        agreements.filter(agrees).length / agreements.length;
      expect(share(({ cause }) => cause)).toBeGreaterThanOrEqual(0.95);
      expect(share(({ keys }) => keys)).toBeGreaterThanOrEqual(0.95);
      expect(share(({ rank, line }) => rank && line)).toBeGreaterThanOrEqual(0.9);
    },
    LONG,
  );

  test(
    "the page holds the figures of today",
    () => {
      const page = readFileSync(new URL("../../docs/why.md", import.meta.url), "utf8");
      expect(page).toContain(agreementTable());
    },
    LONG,
  );
});
