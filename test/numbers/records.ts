import { existsSync, readFileSync } from "node:fs";
import type { Launch } from "../../server/src/launch/launch";
import { launchWith } from "../model/launchOf";

/** A file of the records in `shared/`, which the project comes without. */
export function sharedFile(path: string): URL {
  return new URL(`../../../shared/${path}`, import.meta.url);
}

export const MEMORY = sharedFile("memory/measured.jsonl");
export const hasMemoryRecords = existsSync(MEMORY);

export type Bytes = Readonly<Record<string, number>>;

/** Bytes that torch held in a real run; see the README beside the records. */
export interface MemoryRecord {
  readonly id: string;
  readonly what: "states" | "layer" | "model";
  readonly config: Readonly<Record<string, unknown>>;
  readonly gpus: number;
  readonly bytes: Bytes;
  readonly byRank?: readonly Bytes[];
  readonly parameterCount: number;
  readonly heldBy?: readonly (readonly [string, number])[];
  readonly keptBy?: readonly {
    readonly dtype: string;
    readonly shape: readonly number[];
    readonly count: number;
    readonly bytes: number;
  }[];
  readonly substituted?: readonly string[];
  readonly paddedVocab?: number;
}

export function readMemoryRecords(): readonly MemoryRecord[] {
  return readLines(MEMORY);
}

export function readLines<Line>(file: URL): readonly Line[] {
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line): Line => JSON.parse(line));
}

/** Tokens of the records' tokenizer: fewer than 384 and more than 256. */
export const RECORDED_VOCABULARY = 384;

export function launchOfRecord({ config, gpus }: Pick<MemoryRecord, "config" | "gpus">): Launch {
  return launchWith(config, { gpus });
}
