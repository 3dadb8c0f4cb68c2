import { existsSync, readdirSync, readFileSync } from "node:fs";
import { type Why, why } from "../../server/src/features/why/why";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { recordOf } from "./recordOf";

/** The recorded logs, which the project comes without. */
const LOGS = new URL("../../../shared/logs/", import.meta.url);

/** What the record of a log says. */
export interface Answer {
  readonly ended: "failed" | "well";
  readonly recorded: boolean;
  readonly cause?: string;
  readonly keys?: readonly string[];
  readonly firstFailure?: { readonly rank: number; readonly line: number };
  readonly secret?: string;
}

export interface RecordedLog {
  readonly name: string;
  readonly text: string;
  readonly answer: Answer;
}

export function recordedLogs(): readonly RecordedLog[] {
  if (!existsSync(LOGS)) return [];
  return readdirSync(LOGS)
    .filter((name) => name.endsWith(".log"))
    .map((file) => {
      const name = file.slice(0, -".log".length);
      const text = readFileSync(new URL(file, LOGS), "utf8");
      return { name, text, answer: JSON.parse(readFileSync(new URL(`${name}.json`, LOGS), "utf8")) };
    });
}

/** In what an explanation agrees with the record. */
export interface Agreement {
  readonly why: Why;
  readonly cause: boolean;
  readonly keys: boolean;
  readonly rank: boolean;
  readonly line: boolean;
}

/** `lineOf` tells where a line of the record stands in a text that was changed. */
export function agreementOf(
  { name, text, answer }: RecordedLog,
  lineOf: (line: number) => number = (line) => line,
): Agreement {
  const found = why([recordOf(text, name)], { target: UNKNOWN_TARGET });
  const likeliest = (answer.keys ?? []).slice(0, 2);
  const [first] = found.keys;
  const line = answer.firstFailure && lineOf(answer.firstFailure.line);
  return {
    why: found,
    cause: found.ended === answer.ended && found.cause === (answer.cause ?? null),
    keys: likeliest.length === 0 ? first === undefined : likeliest.includes(first ?? ""),
    rank: found.failure?.rank === answer.firstFailure?.rank,
    line: found.failure?.line === line,
  };
}
