import type { Launch } from "../../launch/launch";
import { type ArgumentRow, type ArgumentRows, rowValue } from "../../logs/argumentsTable";
import { equals } from "../../python/compare";
import { str } from "../../python/text";
import type { PythonValue } from "../../yaml/value";

/** A value that the run trained with and that the files given now say otherwise. */
export interface RunDifference {
  readonly key: string;
  /** As Python prints it. */
  readonly ran: string;
  readonly files: string;
}

/** Of the machine and the moment, not of the config. */
const OF_THE_MOMENT = new Set([
  "config_files",
  "rank",
  "local_rank",
  "world_size",
  "git_hash",
  "log_dir",
  "user_script",
]);

/** More than this two configs that have anything to do with each other do not differ in. */
const MOST = 1000;

/** What differs between the table of arguments of a run and what NeoX would hold with these files; the first of it. */
export function differencesOf(rows: ArgumentRows, launch: Launch): readonly RunDifference[] {
  const found: RunDifference[] = [];
  for (const [key, row] of rows) {
    if (OF_THE_MOMENT.has(key) || launch.catalogue.get(key)?.setBy === "internal") continue;
    const value = launch.derivation.get(key);
    if (value === undefined || isSame(value, row)) continue;
    found.push({ key, ran: shorten(row.text), files: shorten(str(value)) });
    if (found.length === MOST) break;
  }
  return found;
}

/** A value may have been derived further when it was printed: an unset one that is set then is no difference. */
function isSame(value: PythonValue, row: ArgumentRow): boolean {
  const ran = rowValue(row);
  return equals(value, ran) || str(value) === row.text;
}

const LONGEST = 200;

/** More of a value is not looked at to show its beginning. */
const LONGEST_LOOK = 1000;

function shorten(text: string): string {
  const line = text.slice(0, LONGEST_LOOK).replace(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
