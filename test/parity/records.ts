import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { LayersVerdict } from "../../scripts/oracle/layers";
import type { GeneratedLaunch } from "./launches/generate";

/** A launch of our own, and what real NeoX did with it. */
export interface LaunchRecord extends GeneratedLaunch {
  readonly verdict: LayersVerdict;
}

/** A version of NeoX of which launches were recorded. */
export interface RecordedVersion {
  /** What `--neox` calls it. */
  readonly target: string;
  /** The commit of gpt-neox. */
  readonly commit: string;
  /** The numbers of its launches: from the first on, so many. */
  readonly first: number;
  readonly count: number;
  /** What every launch of the version needs besides its base. */
  readonly adds?: Readonly<Record<string, string>>;
}

/** Main has every base as it is and changed; the others have launches of their own. */
export const RECORDED_VERSIONS: readonly RecordedVersion[] = [
  { target: "main", commit: "ea7aefd8f8e183256992d9fede4d7c71a46d67a5", first: 0, count: 2000 },
  {
    target: "2023-03-15",
    commit: "f972e2502dc7dfce8f74c6ed1edf8edf6422e999",
    first: 2000,
    count: 250,
    // Without it the arguments stage stops at a variable that it never set.
    adds: { checkpoint_factor: "10" },
  },
  { target: "2023-08-01", commit: "8b3f1c28555ccad92e3b0906c71528be712c95d6", first: 2250, count: 250 },
  { target: "2023-12-01", commit: "efea81f5df397f733a98be13cb7bd1d66e94be27", first: 2500, count: 250 },
  { target: "2024-03-15", commit: "03186decef022dc35e6adee1a66619968812e0a9", first: 2750, count: 250 },
  { target: "2024-07-15", commit: "1cee5b7c7074302de4867ad5cac3f1ea26f7a7d7", first: 3000, count: 250 },
  { target: "2024-10-31", commit: "59a5236ddaf721890e3d6ef98fb8ca66c2266ce0", first: 3250, count: 250 },
  { target: "2025-03-01", commit: "9107b255cc21fed773c6d6af3ff4a11f1cb237cd", first: 3500, count: 250 },
];

/** From the project's folder, where tests and programs run. */
const FOLDER = "test/parity/records";

/** The objects of a compressed file of JSON lines in `records/`. */
export function readRecords<Row>(name: string): readonly Row[] {
  return rowsIn(gunzipSync(readFileSync(join(FOLDER, `${name}.jsonl.gz`))).toString("utf8"));
}

/** The objects of a file of JSON lines. */
export function readRows<Row>(path: string): readonly Row[] {
  return rowsIn(readFileSync(path, "utf8"));
}

function rowsIn<Row>(text: string): readonly Row[] {
  const lines = text.trimEnd().split("\n");
  return lines.map((line): Row => JSON.parse(line));
}

export function writeRecords(name: string, rows: readonly object[]): void {
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  writeFileSync(join(FOLDER, `${name}.jsonl.gz`), gzipSync(text, { level: 9 }));
}

/** The launches recorded at a version. */
export function readLaunches({ target }: RecordedVersion): readonly LaunchRecord[] {
  return readRecords(`launches-${target}`);
}
