import { expect, test } from "vitest";
import { why } from "../../server/src/features/why/why";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { recordOf } from "./recordOf";
import { WRITTEN_LOGS } from "./writtenLogs";

test.each(WRITTEN_LOGS)("$name", ({ text, ended, cause, key, rank, says }) => {
  const answer = why([recordOf(text)], { target: UNKNOWN_TARGET });
  expect(answer.ended).toBe(ended);
  expect(answer.cause).toBe(cause ?? null);
  expect(answer.keys[0]).toBe(key);
  if (rank !== undefined) expect(answer.failure?.rank).toBe(rank);
  if (says === undefined) return;
  const line = text.split("\n")[(answer.failure?.line ?? 0) - 1] ?? "";
  expect(line.replace(/^\[rank\d+\]: ?/, "")).toMatch(new RegExp(`^${says.replace(/[[\]().]/g, "\\$&")}`));
});
