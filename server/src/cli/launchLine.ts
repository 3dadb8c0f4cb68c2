import { isRecord } from "../base/isRecord";
import type { ConfigText } from "./configText";

/** One line of a `--launches` file. */
export interface LaunchLine {
  readonly id?: unknown;
  /** Names as for `deepy.py`, or texts that are given right here. */
  readonly files: readonly (string | ConfigText)[];
  readonly gpus?: number;
  readonly neox?: string;
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

/** Reads one line. Throws a BrokenLine. */
export function parseLaunchLine(line: string): LaunchLine {
  const fields = parseObject(line);
  const { id, gpus, neox } = fields;
  if (gpus !== undefined && gpus !== null && !isGpuCount(gpus))
    throw new BrokenLine('"gpus" must be a whole number from 1 on', id);
  if (neox !== undefined && neox !== null && typeof neox !== "string")
    throw new BrokenLine('"neox" must be a string', id);
  return {
    ...(id !== undefined && { id }),
    files: parseFiles(fields.files, id),
    ...(isGpuCount(gpus) && { gpus }),
    ...(typeof neox === "string" && { neox }),
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

function parseFiles(files: unknown, id: unknown): LaunchLine["files"] {
  if (!Array.isArray(files) || files.length === 0)
    throw new BrokenLine('"files" must be a list of at least one file', id);
  return files.map((file: unknown) => {
    if (typeof file === "string") return file;
    if (isRecord(file) && typeof file.name === "string" && typeof file.text === "string")
      return { path: file.name, text: file.text };
    throw new BrokenLine('a file is a path or an object {"name", "text"}', id);
  });
}
