import { isRecord } from "../base/isRecord";
import type { SeveritySetting, SeveritySettings } from "../engine/severity";
import { type NumbersOptions, USUAL_UTILISATION } from "../features/report/numbers";
import { GPU_NAMES, type GpuName, isGpuName } from "../model/gpuKinds";

/** The section of the editor's settings that is ours. */
export const SECTION = "neoxConfig";

/** One setting of a resource: how the manifest declares it, and how a value from a client is read. */
interface Setting<Value> {
  /** What `package.json` says of it, besides its description. */
  readonly declared: Readonly<Record<string, unknown>> & { readonly default: Value };
  /** Any client may send anything: what does not fit counts as the default. */
  readonly accepts: (value: unknown) => value is Value;
}

const SEVERITIES: readonly SeveritySetting[] = ["off", "hint", "information", "warning", "error"];

/** The settings, by their name below `neoxConfig.`: the manifest is tested against this. */
export const settingsSchema = {
  files: setting<readonly string[]>(
    { scope: "resource", type: "array", items: { type: "string" }, default: [] },
    isListOfStrings,
  ),
  target: setting<string>({ scope: "resource", type: "string", default: "" }, isString),
  gpus: setting<number | null>(
    { scope: "resource", type: ["integer", "null"], minimum: 1, default: null },
    isCountOrNull,
  ),
  launchDirectory: setting<string>({ scope: "resource", type: "string", default: "" }, isString),
  gpu: setting<GpuName | "">({ scope: "resource", enum: ["", ...GPU_NAMES], default: "" }, isGpuNameOrEmpty),
  mfu: setting<number>(
    { scope: "resource", type: "number", exclusiveMinimum: 0, maximum: 1, default: USUAL_UTILISATION },
    isShare,
  ),
  vocabularySize: setting<number | null>(
    { scope: "resource", type: ["integer", "null"], minimum: 1, default: null },
    isCountOrNull,
  ),
  inlayHints: setting<boolean>({ scope: "resource", type: "boolean", default: true }, isBoolean),
  codeLens: setting<boolean>({ scope: "resource", type: "boolean", default: true }, isBoolean),
  hardwareHints: setting<boolean>({ scope: "resource", type: "boolean", default: true }, isBoolean),
  rules: setting<SeveritySettings>(
    { scope: "resource", type: "object", additionalProperties: { enum: SEVERITIES }, default: {} },
    isSeverities,
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

function read<Value>({ declared, accepts }: Setting<Value>, value: unknown): Value {
  return accepts(value) ? value : declared.default;
}

function setting<Value>(
  declared: Setting<Value>["declared"],
  accepts: Setting<Value>["accepts"],
): Setting<Value> {
  return { declared, accepts };
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isListOfStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isString);
}

function isCountOrNull(value: unknown): value is number | null {
  return value === null || (typeof value === "number" && Number.isSafeInteger(value) && value >= 1);
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function isShare(value: unknown): value is number {
  return typeof value === "number" && value > 0 && value <= 1;
}

function isGpuNameOrEmpty(value: unknown): value is GpuName | "" {
  return value === "" || isGpuName(value);
}

function isSeverities(value: unknown): value is SeveritySettings {
  return isRecord(value) && Object.values(value).every((each) => SEVERITIES.some((it) => it === each));
}
