import {
  array,
  maxLength,
  minLength,
  minValue,
  nullish,
  number,
  object,
  picklist,
  pipe,
  safeInteger,
  safeParse,
  string,
  transform,
  union,
  unknown,
} from "valibot";
import { isRecord } from "../base/isRecord";
import { SCRIPTS, type Script } from "../launch/launch";
import type { ConfigText } from "./configText";

/** No launch has as many, and each is read. */
const MOST_FILES = 100;

/** Levels of an `id`, which comes back with the answer: what is read may be too deep to be written. */
const DEEPEST_ID = 100;

/** One line of a `--launches` file. */
export interface LaunchLine {
  readonly id?: unknown;
  /** Names as for `deepy.py`, or texts that are given right here. */
  readonly files: readonly (string | ConfigText)[];
  readonly gpus?: number;
  readonly neox?: string;
  readonly script?: Script;
}

/** A line that is no launch: `message` says why, and `id` is its name where that could be read. */
export class BrokenLine extends Error {
  constructor(
    message: string,
    readonly id?: unknown,
  ) {
    super(message);
  }
}

const SCRIPT = `"script" must be one of ${SCRIPTS.join(", ")}`;
const GPUS = '"gpus" must be a whole number from 1 on';
const FILES = '"files" must be a list of at least one file';
const TOO_MANY = `"files" has more than ${MOST_FILES}`;
const FILE = union(
  [
    string(),
    pipe(
      object({ name: string(), text: string() }),
      transform(({ name, text }) => ({ path: name, text })),
    ),
  ],
  'a file is a path or an object {"name", "text"}',
);
const LAUNCH = object(
  {
    gpus: nullish(pipe(number(GPUS), safeInteger(GPUS), minValue(1, GPUS))),
    neox: nullish(string('"neox" must be a string')),
    script: nullish(picklist(SCRIPTS, SCRIPT)),
    // Counted before each is looked at.
    files: pipe(array(unknown(), FILES), minLength(1, FILES), maxLength(MOST_FILES, TOO_MANY), array(FILE)),
  },
  // The only field that must be there.
  FILES,
);

/** Reads one line. Throws a BrokenLine. */
export function parseLaunchLine(line: string): LaunchLine {
  const { id, ...fields } = parseObject(line);
  if (isDeep(id, DEEPEST_ID)) throw new BrokenLine('"id" is nested too deep');
  const read = safeParse(LAUNCH, fields, { abortEarly: true });
  if (!read.success) throw new BrokenLine(read.issues[0].message, id);
  const { files, gpus, neox, script } = read.output;
  return {
    ...(id !== undefined && { id }),
    files,
    ...(gpus != null && { gpus }),
    ...(neox != null && { neox }),
    ...(script != null && { script }),
  };
}

export function isGpuCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 1;
}

function parseObject(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new BrokenLine("this line is not JSON");
  }
  if (!isRecord(value)) throw new BrokenLine('a launch is a JSON object, such as {"files": ["a.yml"]}');
  return value;
}

function isDeep(value: unknown, most: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return most === 0 || Object.values(value).some((each) => isDeep(each, most - 1));
}
