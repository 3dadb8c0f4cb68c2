import { grouped } from "../../../../protocol/figures";
import type { Assumption } from "../../../../protocol/report";
import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { tokenizerOf } from "../../launch/loads";
import { vocabularyOf } from "../../model/parameters/vocabulary";
import { positiveInt } from "../../model/sizes";
import { unknownSettings } from "../../rules/kit/values/unknownSettings";
import { shownValue } from "../shownValue";
import type { NumbersOptions } from "./numbers";

/** What the figures of a launch rest on though nobody has said it, what weighs most first. */
export function assumptionsOf(launch: Launch, options: NumbersOptions): readonly Assumption[] {
  const found = [
    unknownKeys(launch),
    vocabulary(launch, options),
    precision(launch),
    launch.derivation.dataParallelSize === undefined && replicas(launch),
    positiveInt(launch, "train_micro_batch_size_per_gpu") === undefined && microBatch(),
  ];
  return found.filter((it) => typeof it === "object");
}

/** What nobody has said and no figure of memory can do without. */
export function missingFor(launch: Launch, { vocabularySize }: NumbersOptions): readonly Assumption[] {
  const missing: Assumption[] = [];
  if (vocabularyOf(launch, vocabularySize) === undefined)
    missing.push({
      about: "vocabulary",
      text: t(
        "The size of the vocabulary is unknown: of {0}, only the vocab_file tells it.",
        shownValue(launch.get("tokenizer_type") ?? null),
      ),
      setting: "vocabularySize",
    });
  if (positiveInt(launch, "seq_length") === undefined)
    missing.push({ about: "sequence", text: t("seq_length is not set."), ...written("sequence") });
  return missing;
}

/** The change that says what is assumed, where a config can say it. */
export function assumptionFix(about: string): Fix | undefined {
  const values = ownValue(WRITES, about);
  return values && { title: "", set: Object.fromEntries([values]) };
}

/** A usual value of the key that says it. */
const WRITES: Readonly<Record<string, readonly [key: string, value: string | bigint]>> = {
  precision: ["precision", "bfloat16"],
  microBatch: ["train_micro_batch_size_per_gpu", 4n],
  sequence: ["seq_length", 2048n],
};

function written(about: Assumption["about"]): Pick<Assumption, "writes"> {
  const values = WRITES[about];
  return values === undefined ? {} : { writes: `${values[0]}: ${values[1]}` };
}

/** So many names say what kind of keys they are. */
const SHOWN_NAMES = 3;

function unknownKeys(launch: Launch): Assumption | undefined {
  const unknown = unknownSettings(launch);
  if (unknown.length === 0) return undefined;
  const names = unknown.slice(0, SHOWN_NAMES).map(({ setting }) => setting.writtenName);
  if (unknown.length > SHOWN_NAMES) names.push("…");
  const text = t(
    "This NeoX does not know {0} of the keys, and the figures are as if they were not there: {1}.",
    unknown.length,
    names.join(t(", ")),
  );
  return { about: "keys", text };
}

function vocabulary(launch: Launch, { vocabularySize }: NumbersOptions): Assumption | undefined {
  if (vocabularySize !== undefined || launch.settings.has("tokenizer_type")) return undefined;
  const size = vocabularyOf(launch)?.size;
  if (size === undefined || tokenizerOf(launch) !== undefined || launch.settings.has("vocab_file"))
    return undefined;
  const text = t("No tokenizer is set, and NeoX's default has the {0} tokens of GPT-2.", grouped(size));
  return { about: "vocabulary", text, setting: "vocabularySize" };
}

function precision({ derivation, settings }: Launch): Assumption | undefined {
  if (["precision", "fp16", "bf16"].some((key) => settings.has(key))) return undefined;
  if (derivation.get("precision") !== "fp32") return undefined;
  const text = t("No precision is set, and NeoX's default is fp32.");
  return { about: "precision", text, ...written("precision") };
}

function replicas(launch: Launch): Assumption {
  const text =
    launch.gpus === undefined
      ? t("The number of GPUs is unknown: one replica is assumed, of which ZeRO divides nothing.")
      : t("The number of replicas is unknown: one is assumed, of which ZeRO divides nothing.");
  return { about: "gpus", text, setting: "gpus" };
}

function microBatch(): Assumption {
  return { about: "microBatch", text: t("A micro batch of one is assumed."), ...written("microBatch") };
}
