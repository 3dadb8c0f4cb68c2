import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MemoryDisk } from "./memoryDisk";

const SHARED = fileURLToPath(new URL("../../../shared/", import.meta.url));

/** Whether the records are here; they are no part of the project. */
export const hasRecords = existsSync(join(SHARED, "loads/cases.jsonl"));

export interface Edit {
  readonly delete?: string;
  readonly delete_glob?: string;
  readonly write?: string;
  readonly text?: string;
  readonly rename?: string;
  readonly copy?: string;
  readonly as_?: string;
  readonly truncate?: string;
  readonly truncate_glob?: string;
  readonly to?: number;
  readonly flip?: string;
  readonly byte?: number;
}

export interface RecordedLoad {
  readonly id: string;
  readonly checkpoint: string;
  readonly gpus: number;
  readonly changed?: Readonly<Record<string, unknown>>;
  readonly edits?: readonly Edit[];
  readonly loads: boolean;
  readonly runs: boolean;
  readonly type?: string;
  readonly message?: string;
  readonly silently?: readonly string[];
  readonly needs?: string;
  readonly note?: string;
}

export function jsonLines<Row>(file: string): readonly Row[] {
  const text = readFileSync(join(SHARED, file), "utf8");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
}

export function recordedLoads(): readonly RecordedLoad[] {
  return jsonLines<RecordedLoad>("loads/cases.jsonl");
}

export interface RecordedData {
  readonly id: string;
  readonly group: string;
  readonly changed?: Readonly<Record<string, unknown>>;
  readonly runs: boolean;
  readonly iterations: number;
  readonly phase?: string;
  readonly type?: string;
  readonly message?: string;
}

/** A launch on recorded data in the folder `/run`. */
export function dataLaunchOf(record: RecordedData): { readonly text: string; readonly disk: MemoryDisk } {
  // The base is written as JSON, which is YAML too.
  const base = JSON.parse(readFileSync(join(SHARED, "loads/data-base.yml"), "utf8"));
  const disk = new MemoryDisk();
  copyFolder(disk, join(SHARED, "loads/data"), "/run/data");
  copyFile(disk, "hf-bpe-300.json", "/run/data/tokenizer.json");
  copyFile(disk, "hf-wordpiece.json", "/run/data/small.json");
  for (const { prefix, edit } of jsonLines<DataRow>("loads/data.jsonl"))
    if (edit) editData(disk, prefix, edit);
  return { text: changedText(base, record.changed ?? {}), disk };
}

interface DataRow {
  readonly prefix: string;
  readonly edit?: DataEdit;
}

interface DataEdit {
  readonly base: string;
  readonly name?: string;
  readonly edits?: readonly {
    readonly file: "idx" | "bin";
    readonly to?: number;
    readonly at?: number;
    readonly set?: string;
    readonly append?: string;
    readonly of?: string;
    readonly missing?: boolean;
  }[];
}

function copyFile(disk: MemoryDisk, tokenizer: string, to: string): void {
  disk.files.set(to, readFileSync(join(SHARED, "loads/tokenizers", tokenizer)));
}

/** Makes the files of a broken data set from those of a sound one. */
function editData(disk: MemoryDisk, prefix: string, { base, name, edits = [] }: DataEdit): void {
  // A name of other files, of which none are there.
  if (name !== undefined) return;
  const file = (of: string, ending: string) =>
    disk.files.get(`/run/data/${of}.${ending}`) ?? new Uint8Array();
  const parts = { idx: Uint8Array.from(file(base, "idx")), bin: Uint8Array.from(file(base, "bin")) };
  for (const edit of edits) {
    const bytes = edit.of === undefined ? parts[edit.file] : Uint8Array.from(file(edit.of, edit.file));
    const cut = edit.to === undefined ? bytes : bytes.slice(0, edit.to);
    if (edit.set !== undefined) cut.set(Buffer.from(edit.set, "hex"), edit.at);
    parts[edit.file] = Uint8Array.from([...cut, ...Buffer.from(edit.append ?? "", "hex")]);
  }
  const missing = new Set(edits.flatMap((edit) => (edit.missing ? [edit.file] : [])));
  for (const ending of ["idx", "bin"] as const)
    if (!missing.has(ending)) disk.files.set(`/run/${prefix}.${ending}`, parts[ending]);
}

/** What is launched in the folder `/run`: the config's text, and a disk with its checkpoint and its data. */
export function launchOf(record: RecordedLoad): { readonly text: string; readonly disk: MemoryDisk } {
  const checkpoints = jsonLines<{ name: string; config: string }>("loads/checkpoints.jsonl");
  const own = checkpoints.find(({ name }) => name === record.checkpoint);
  if (own === undefined) throw new Error(`no checkpoint ${record.checkpoint}`);
  const config = {
    ...JSON.parse(own.config),
    load: "ckpt",
    save: "out",
    train_iters: 6,
    checkpoint_factor: 100,
  };
  const disk = new MemoryDisk();
  copyFolder(disk, join(SHARED, "loads/checkpoints", record.checkpoint), "/run/ckpt");
  copyFolder(disk, join(SHARED, "parity/runs-data"), "/run/data");
  for (const edit of record.edits ?? []) applyEdit(disk, edit);
  return { text: changedText(config, record.changed ?? {}), disk };
}

export function changedText(
  config: Readonly<Record<string, unknown>>,
  changed: Readonly<Record<string, unknown>>,
): string {
  const entries = Object.entries({ ...config, ...changed }).filter(([, value]) => value !== "__del__");
  // YAML takes 1e-8 for a text.
  return JSON.stringify(Object.fromEntries(entries), null, 1).replace(/(?<=: \d+)(?=e-)/g, ".0");
}

export function copyFolder(disk: MemoryDisk, from: string, to: string): void {
  for (const name of readdirSync(from)) {
    const path = join(from, name);
    if (statSync(path).isDirectory()) copyFolder(disk, path, `${to}/${name}`);
    else disk.files.set(`${to}/${name}`, readFileSync(path));
  }
}

const FOLDER = "/run/ckpt";

function applyEdit(disk: MemoryDisk, edit: Edit): void {
  const { files } = disk;
  const place = (name: string) => (name === "" ? FOLDER : `${FOLDER}/${name}`);
  const below = (name: string) =>
    [...files.keys()].filter((path) => path === place(name) || path.startsWith(`${place(name)}/`));
  if (edit.delete !== undefined) {
    disk.folders.add(FOLDER);
    for (const path of below(edit.delete)) files.delete(path);
  }
  for (const path of matching(files, edit.delete_glob)) files.delete(path);
  if (edit.write !== undefined) files.set(place(edit.write), new TextEncoder().encode(edit.text ?? ""));
  if (edit.rename !== undefined) {
    for (const path of below(edit.rename)) {
      const bytes = files.get(path);
      files.delete(path);
      if (bytes) files.set(path.replace(place(edit.rename), place(edit.as_ ?? "")), bytes);
    }
  }
  if (edit.copy !== undefined) {
    const bytes = files.get(place(edit.copy));
    if (bytes) files.set(place(edit.as_ ?? ""), bytes);
  }
  const cut = edit.truncate === undefined ? matching(files, edit.truncate_glob) : [place(edit.truncate)];
  for (const path of cut) {
    const bytes = files.get(path);
    if (bytes) files.set(path, bytes.slice(0, Math.floor(bytes.length * (edit.to ?? 0))));
  }
  if (edit.flip !== undefined) {
    const bytes = Uint8Array.from(files.get(place(edit.flip)) ?? []);
    const at = edit.byte ?? 0;
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    files.set(place(edit.flip), bytes);
  }
}

function matching(files: ReadonlyMap<string, unknown>, glob: string | undefined): readonly string[] {
  if (glob === undefined) return [];
  const pattern = new RegExp(`^${FOLDER}/${glob.replaceAll(".", "\\.").replaceAll("*", "[^/]*")}$`);
  return [...files.keys()].filter((path) => pattern.test(path));
}

export interface RecordedTokenizer {
  readonly id: string;
  readonly tokenizer_type: string;
  readonly vocab_file?: string;
  readonly merge_file?: string;
  readonly builds: boolean;
  readonly vocab_size?: number;
  readonly eod_id?: number | null;
  readonly max_id?: number;
  readonly padded?: Readonly<Record<string, number>>;
  readonly silently?: readonly string[];
  readonly type?: string;
  readonly n_vocab_in_package?: number;
}

/** All files of recorded tokenizers, in the folder `/run`. */
export function tokenizerDisk(): MemoryDisk {
  const disk = new MemoryDisk();
  copyFolder(disk, join(SHARED, "loads/tokenizers"), "/run/tokenizers");
  return disk;
}
