import {
  array,
  boolean,
  custom,
  type GenericSchema,
  gtValue,
  literal,
  maxValue,
  minValue,
  nullable,
  number,
  picklist,
  pipe,
  record,
  safeInteger,
  safeParse,
  string,
  union,
} from "valibot";
import { isRecord } from "../base/isRecord";
import type { SeveritySetting, SeveritySettings } from "../engine/severity";
import { type NumbersOptions, USUAL_UTILISATION } from "../features/report/numbers";
import { GPU_NAMES, type GpuName, isGpuName } from "../model/gpuKinds";

/** The section of the editor's settings that is ours. */
export const SECTION = "neoxConfig";

/** One setting of a resource: how the manifest declares it, and what a client may send for it. */
interface Setting<Value> {
  /** What `package.json` says of it, besides its description. */
  readonly declared: Readonly<Record<string, unknown>> & { readonly default: Value };
  readonly value: GenericSchema<unknown, Value>;
}

const SEVERITIES: readonly SeveritySetting[] = ["off", "hint", "information", "warning", "error"];

const COUNT = nullable(pipe(number(), safeInteger(), minValue(1)));

/** The settings, by their name below `neoxConfig.`: the manifest is tested against this. */
export const settingsSchema = {
  files: setting<readonly string[]>(
    { scope: "resource", type: "array", items: { type: "string" }, default: [] },
    array(string()),
  ),
  target: setting<string>({ scope: "resource", type: "string", default: "" }, string()),
  gpus: setting<number | null>(
    { scope: "resource", type: ["integer", "null"], minimum: 1, default: null },
    COUNT,
  ),
  launchDirectory: setting<string>({ scope: "resource", type: "string", default: "" }, string()),
  gpu: setting<GpuName | "">(
    { scope: "resource", enum: ["", ...GPU_NAMES], default: "" },
    union([literal(""), custom<GpuName>(isGpuName)]),
  ),
  mfu: setting<number>(
    { scope: "resource", type: "number", exclusiveMinimum: 0, maximum: 1, default: USUAL_UTILISATION },
    pipe(number(), gtValue(0), maxValue(1)),
  ),
  vocabularySize: setting<number | null>(
    { scope: "resource", type: ["integer", "null"], minimum: 1, default: null },
    COUNT,
  ),
  inlayHints: setting<boolean>({ scope: "resource", type: "boolean", default: true }, boolean()),
  codeLens: setting<boolean>({ scope: "resource", type: "boolean", default: true }, boolean()),
  hardwareHints: setting<boolean>({ scope: "resource", type: "boolean", default: true }, boolean()),
  rules: setting<SeveritySettings>(
    { scope: "resource", type: "object", additionalProperties: { enum: SEVERITIES }, default: {} },
    record(string(), picklist(SEVERITIES)),
  ),
};

type Schema = typeof settingsSchema;

/** The settings in force for one resource. */
export type Settings = { readonly [Name in keyof Schema]: Schema[Name]["declared"]["default"] };

/** Reads the `neoxConfig` section as a client sends it. */
export function readSettings(section: unknown): Settings {
  const given = isRecord(section) ? section : {};
  return {
    files: read(settingsSchema.files, given.files),
    target: read(settingsSchema.target, given.target),
    gpus: read(settingsSchema.gpus, given.gpus),
    launchDirectory: read(settingsSchema.launchDirectory, given.launchDirectory),
    gpu: read(settingsSchema.gpu, given.gpu),
    mfu: read(settingsSchema.mfu, given.mfu),
    vocabularySize: read(settingsSchema.vocabularySize, given.vocabularySize),
    inlayHints: read(settingsSchema.inlayHints, given.inlayHints),
    codeLens: read(settingsSchema.codeLens, given.codeLens),
    hardwareHints: read(settingsSchema.hardwareHints, given.hardwareHints),
    rules: read(settingsSchema.rules, given.rules),
  };
}

/** What the settings tell of the machine and the tokenizer. */
export function numbersOptions({ gpu, mfu, vocabularySize }: Settings): NumbersOptions {
  return { utilisation: mfu, ...(gpu && { gpu }), ...(vocabularySize && { vocabularySize }) };
}

export const DEFAULT_SETTINGS = readSettings(undefined);

/** Any client may send anything: what does not fit counts as the default. */
function read<Value>({ declared, value }: Setting<Value>, sent: unknown): Value {
  const read = safeParse(value, sent);
  return read.success ? read.output : declared.default;
}

function setting<Value>(
  declared: Setting<Value>["declared"],
  value: Setting<Value>["value"],
): Setting<Value> {
  return { declared, value };
}
