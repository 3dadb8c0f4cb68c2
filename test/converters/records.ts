import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type ConversionRequest, convert } from "../../server/src/converters/convert";
import type { TransformersVersion } from "../../server/src/converters/neoxToHf/conversion";
import { readFlags, toolNamed } from "../../server/src/converters/tool";
import { createLaunch } from "../../server/src/launch/createLaunch";
import { type Loads, NO_LOADS } from "../../server/src/launch/loads";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";

type Values = Readonly<Record<string, unknown>>;

/**
 * A converter of gpt-neox main, really run on a small model. Of four `trained` ones the checkpoint was not kept: their
 * config is that of its sibling with what its name says, such as `pp0-mp2`.
 */
export interface ConversionRecord {
  readonly id: string;
  /** The script, and how it was called. */
  readonly converter: string;
  readonly command: string;
  /** The config of the checkpoint, or the one with which it was loaded. */
  readonly config: Values;
  /** What the file that the converter got says otherwise; null: the key is absent there. */
  readonly given?: Values;
  /** Whether it ended well; null: it was not asked. */
  readonly success: boolean | null;
  readonly type?: string;
  readonly message?: string;
  readonly at?: string;
  /** Whether the logits of both models are equal. */
  readonly same?: boolean;
  /** What is wrong without a word. */
  readonly silently?: readonly string[];
  /** Whether NeoX loads what was written, with its error. */
  readonly loads?: boolean;
  readonly load_error?: string;
  /** The kind of model that became one of NeoX, and what its config.json says beside the sizes of `config`. */
  readonly from_hf?: string;
  readonly hf_overrides?: Values;
  /** Where another version of transformers than 4.38.0 does otherwise. */
  readonly transformers_4_56_2?: { readonly success: boolean; readonly type?: string };
}

export function readConversions(): readonly ConversionRecord[] {
  const text = gunzipSync(readFileSync("test/converters/records.jsonl.gz")).toString("utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line): ConversionRecord => JSON.parse(line));
}

/** A config as YAML, in which small numbers have the point that PyYAML wants. */
export function configText(values: Values): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}: ${JSON.stringify(value).replace(/\b(\d)e-/g, "$1.0e-")}\n`)
    .join("");
}

/** The config that the converter got. */
export function givenValues({ config, given = {} }: ConversionRecord): Values {
  const values = { ...config, ...given };
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== null || !(name in given)),
  );
}

/** The question that a record answers. */
export function requestOf(
  record: ConversionRecord,
  transformers: TransformersVersion = "4.38.0",
): ConversionRequest {
  const tool = toolNamed(record.converter);
  if (tool === undefined) throw new Error(`no tool ${record.converter}`);
  const flags = readFlags(
    tool,
    record.command.startsWith("python") ? record.command.split(" ").slice(2) : [],
  );
  if ("unknown" in flags) throw new Error(`${record.id}: unknown flag ${flags.unknown}`);
  return {
    call: { tool, flags },
    launch: launchOf(record.config),
    ...(record.given && { given: launchOf(givenValues(record)) }),
    ...(record.from_hf && { hfConfig: hfConfigOf(record) }),
    transformers,
  };
}

/** Tokens of the files of which a record says how many they have. */
const TOKENIZER_FILES: ReadonlyMap<unknown, number> = new Map([
  ["hf-bpe-300.json", 300],
  ["hf-bpe-added.json", 293],
]);

function launchOf(values: Values) {
  const file = { path: "config.yml", document: readYaml(configText(values)) };
  return createLaunch({ files: [file], target: MAIN_TARGET, scope: "launch", loads: loadsOf(values) });
}

/** What a look at the tokenizer's file gives. */
function loadsOf({ vocab_file: vocabFile }: Values): Loads {
  const size = TOKENIZER_FILES.get(vocabFile);
  if (typeof vocabFile !== "string" || size === undefined) return NO_LOADS;
  const request = { type: "hftokenizer", vocabFile, mergeFile: undefined };
  return { ...NO_LOADS, tokenizer: { request, found: { tokenizer: { size } } } };
}

/** The sizes of the config, with the overrides of the record. */
function hfConfigOf({ config, from_hf, hf_overrides }: ConversionRecord): Values {
  return {
    architectures: [
      from_hf === "neox"
        ? "GPTNeoXForCausalLM"
        : from_hf === "mistral"
          ? "MistralForCausalLM"
          : "LlamaForCausalLM",
    ],
    hidden_size: config.hidden_size,
    num_hidden_layers: config.num_layers,
    num_attention_heads: config.num_attention_heads,
    num_key_value_heads: config.num_kv_heads ?? config.num_attention_heads,
    intermediate_size:
      typeof config.intermediate_size === "number" ? config.intermediate_size / 3 : undefined,
    vocab_size: 304,
    ...hf_overrides,
  };
}

export function verdictOfRecord(record: ConversionRecord, transformers?: TransformersVersion) {
  return convert(requestOf(record, transformers));
}
