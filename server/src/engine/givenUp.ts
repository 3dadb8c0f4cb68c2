import type { ArgumentName } from "../arguments/generated/argumentName";
import { t } from "../base/l10n";
import type { Launch } from "../launch/launch";
import { isSwitchedOn } from "../model/asked";
import { ATTENTION_TYPES } from "../model/attentionTypes";
import { precisionMeant } from "../model/precisionMeant";
import { optimizerType } from "../model/run/optimizerType";
import { positiveInt } from "../model/sizes";
import { isDict, isList, type PythonValue } from "../yaml/value";

/** What the files of a launch ask of its training, in the words of a title; a change that drops one gives it up. */
type Wishes = (launch: Launch) => readonly string[];

/** Arguments whose value is a kind of model or of training, none as good as another. */
const KINDS: readonly ArgumentName[] = [
  "activation",
  "dataset_impl",
  "init_method",
  "lr_decay_style",
  "moe_router_type",
  "norm",
  "output_layer_init_method",
  "pos_emb",
  "train_impl",
];

/** Arguments that switch on something that trains otherwise. */
const FEATURES: readonly ArgumentName[] = [
  "curriculum_learning",
  "gpt_j_residual",
  "mamba_use_bias_in_linears",
  "onnx_safe",
  "save_base_shapes",
  "sequence_parallel",
  "soft_prompt_tuning",
  "use_mup",
  "use_qk_layernorm",
  "weight_by_num_documents",
];

const WISHES: readonly Wishes[] = [
  (launch) => [precisionMeant(launch.settings.get("precision")?.value)].filter((it) => it !== undefined),
  (launch) => [optimizerType(launch)].filter((it) => it !== undefined),
  (launch) => KINDS.flatMap((name) => strings(launch.settings.get(name)?.value)),
  (launch) => FEATURES.filter((name) => isWanted(launch, name)),
  (launch) => strings(launch.settings.get("attention_config")?.value).filter(isKindOfAttention),
  (launch) => (isAbove(launch, "pipe_parallel_size", 0) ? [t("the pipeline")] : []),
  (launch) => (isAbove(launch, "model_parallel_size", 1) ? [t("tensor parallelism")] : []),
  (launch) => (hasGroups(launch) ? [t("grouped queries")] : []),
  (launch) => (needsAmp(launch) ? ["amp"] : []),
  dataNamed,
];

/**
 * What the files ask for before a change of something else and not after it: how the training computes, what it learns
 * from, or a feature. Sizes are no such thing: the nearest does as well.
 */
export function givenUp(before: Launch, after: Launch): readonly string[] {
  const wanted = wantedByLaunch.get(before) ?? WISHES.map((wishes) => new Set(wishes(before)));
  wantedByLaunch.set(before, wanted);
  return WISHES.flatMap((wishes, index) => {
    const kept = new Set(wishes(after));
    return [...(wanted[index] ?? [])].filter((it) => !kept.has(it));
  });
}

/** Each fix of a launch asks. */
const wantedByLaunch = new WeakMap<Launch, readonly ReadonlySet<string>[]>();

/** Flash attention computes what global attention does. */
function isKindOfAttention(word: string): boolean {
  return ATTENTION_TYPES.has(word) && word !== "global" && word !== "flash";
}

/** Paths of data, labels and rewards, wherever they are named, and the arguments that mix them. */
function dataNamed(launch: Launch): readonly string[] {
  const named: string[] = [];
  for (const { name, value } of launch.settings.values()) {
    if (!name.includes("data_")) continue;
    if (/_data_weights$/.test(name)) {
      if (value !== null) named.push(name);
    } else if (/(?:^|_)data_paths?$/.test(name)) for (const path of strings(value)) named.push(path);
  }
  return named;
}

function isWanted(launch: Launch, name: ArgumentName): boolean {
  const value = launch.settings.get(name)?.value;
  return isSwitchedOn(launch, name) || (isDict(value) && value.size > 0 && value.get("enabled") !== false);
}

/** Apex's mixed precision, where NeoX has no half precision of its own. */
function needsAmp(launch: Launch): boolean {
  return isWanted(launch, "amp") && launch.derivation.get("precision") === "fp32";
}

function isAbove(launch: Launch, name: ArgumentName, least: number): boolean {
  return launch.settings.has(name) && (positiveInt(launch, name) ?? 0) > least;
}

function hasGroups(launch: Launch): boolean {
  const heads = positiveInt(launch, "num_attention_heads");
  const kvHeads = launch.settings.has("num_kv_heads") ? positiveInt(launch, "num_kv_heads") : undefined;
  return heads !== undefined && kvHeads !== undefined && kvHeads < heads;
}

/** By the list: a fix leaves most of them as they are. */
const stringsByList = new WeakMap<object, readonly string[]>();

/** All strings of nested lists, in no recursion: aliases make lists deeper than a stack, and in themselves. */
function strings(value: PythonValue | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  if (value === undefined || !isList(value)) return [];
  const known = stringsByList.get(value);
  if (known !== undefined) return known;
  const looked = new Set<string | readonly PythonValue[]>([value]);
  for (const it of looked)
    if (isList(it)) for (const item of it) if (typeof item === "string" || isList(item)) looked.add(item);
  const found = [...looked].filter((it) => typeof it === "string");
  stringsByList.set(value, found);
  return found;
}
