import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "../../../shared/hf");

/** A published model: the keys of its `config.json` and its parameters as transformers counts them. */
export interface Published {
  readonly name: string;
  readonly model_type: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly parameters: number;
  readonly tokenizer_vocabulary: number | null;
}

/** The NeoX keys that build the same model, counted in NeoX's own modules. */
export interface Equal {
  readonly name: string;
  readonly neox: string;
  readonly vocabulary: number;
  readonly neox_parameters: number;
}

/** Why none builds it, and the nearest that was built. */
export interface Inexpressible {
  readonly name: string;
  readonly reasons: readonly { readonly key: string }[];
  readonly nearest: string | null;
  readonly nearest_parameters?: number;
}

function read(file: string): unknown[] {
  const path = join(FOLDER, file);
  return existsSync(path)
    ? readFileSync(path, "utf8")
        .trim()
        .split("\n")
        .map((line): unknown => JSON.parse(line))
    : [];
}

export const published = new Map((read("models.jsonl") as Published[]).map((model) => [model.name, model]));
export const equal = read("equal.jsonl") as Equal[];
export const inexpressible = read("inexpressible.jsonl") as Inexpressible[];
export const hasRecords = published.size > 0;

/** The `config.json` of a record. */
export function configJson(name: string): Record<string, unknown> {
  const model = published.get(name);
  return { ...model?.config, model_type: model?.model_type };
}

/** A conversion to Hugging Face that ended well, with the `config.json` that it wrote. */
export interface Conversion {
  readonly id: string;
  readonly direction: string;
  readonly architecture: string;
  readonly success: boolean;
  readonly config: Readonly<Record<string, unknown>>;
  /** What the file given to the converter says otherwise than the checkpoint's; null: nothing. */
  readonly given?: Readonly<Record<string, unknown>> | null;
  readonly padded_vocab: number;
  readonly hf_config: Readonly<Record<string, unknown>>;
}

export const conversions = (read("convert.jsonl") as Conversion[]).filter(
  ({ direction, success }) => direction === "neox to hf" && success,
);
