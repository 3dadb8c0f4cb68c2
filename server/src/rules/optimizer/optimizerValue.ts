import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { AT_MAIN } from "../../launch/windows";
import {
  isTaken,
  type RefusedParameter,
  refusedParameter,
  stopAt,
  type Wanted,
} from "../../model/run/optimizerValues";
import { scalarText } from "../../python/scalarText";
import { repr } from "../../python/text";
import type { PythonValue } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { nestedEntries } from "../kit/nestedEntries";
import { nestedRemoval } from "../kit/nestedRemoval";
import { nestedPlace, setNested } from "../kit/nestedValue";
import { nestedNumber } from "../kit/values/nestedNumbers";
import { yaml } from "../kit/yaml";
import { betaFixes } from "./betaFixes";

export default defineRule({
  id: "optimizer-value",
  phase: "train",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["optimizer"],
  neox: { at: "megatron/training.py:train_step", raises: "TypeError" },
  summary: "A parameter that is not what the optimizer wants there",
  sources: [
    "megatron/optimizers.py:41-48:__init__",
    "megatron/optimizers.py:281-288:__init__",
    "megatron/optimizers.py:447-452:__init__",
    "megatron/training.py:1357:train_step",
    "deepspeed/ops/adam/fused_adam.py:128:step at DeeperSpeed 91d1c55b",
    "deepspeed/ops/adam/cpu_adam.py:96:__init__ at DeeperSpeed 91d1c55b",
    "deepspeed/ops/lion/fused_lion.py:73:step at DeeperSpeed 91d1c55b",
  ],
  explain: `NeoX checks no value of \`optimizer.params\` but \`lr\`. SM3, MADGRAD, Lion without ZeRO and the Adam for CPUs
check theirs as they are made. Adam and the Lion of ZeRO take \`betas\` apart in their first step, after the data is
read and the model built, and give \`eps\` to a kernel that wants a number. With fp16 and no ZeRO, and with ZeRO 3,
DeepSpeed steps once as it starts.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    optimizer: {type: Adam, params: {lr: 0.0006, betas: [0.9]}}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    optimizer: {type: Adam, params: {lr: 0.0006, betas: [0.9, 0.95]}}
  `,
  check(launch, report) {
    const refused = refusedParameter(launch);
    const path = refused && (["optimizer", "params", refused.key] as const);
    const place = path && nestedPlace(launch, path);
    if (refused === undefined || place === undefined || isToldAsText(launch, refused.key)) return;
    report({
      at: place,
      message: message(launch, refused),
      ...stopAt(launch, refused),
      fixes: () => fixes(launch, refused),
    });
  },
});

/** A number in a spelling that PyYAML takes for a text is told as that. */
function isToldAsText(launch: Launch, key: string): boolean {
  const entry = nestedEntries(launch, ["optimizer", "params"]).find((it) => it.key === key)?.entry;
  const nodes = entry?.value.kind === "list" ? entry.value.items : [entry?.value];
  return nodes.some((node) => node !== undefined && nestedNumber(node) !== undefined);
}

function message(launch: Launch, { key, value, wanted, moment, raises }: RefusedParameter): string {
  const type = scalarText(launch.derivation.get("optimizer_type"));
  const words = wantedWords(wanted);
  if (moment === "made")
    return t(
      "{0} wants {1} for {2} and stops at {3} as it is made: {4}.",
      type,
      words,
      key,
      repr(value),
      raises,
    );
  return t(
    "{0} wants {1} for {2} and stops at {3} in its first step: {4}.",
    type,
    words,
    key,
    repr(value),
    raises,
  );
}

function wantedWords(wanted: Wanted): string {
  switch (wanted) {
    case "number":
      return t("a number");
    case "atLeast0":
      return t("a number of at least 0");
    case "below1":
      return t("a number from 0 to below 1");
    case "pair":
      return t("two numbers");
    case "unitPair":
      return t("two numbers from 0 to 1");
    case "off":
      return "false";
  }
}

/** A number in quotes is one without them; its own default holds where the parameter is not given, which a person chooses. */
function fixes(launch: Launch, { key, value, wanted }: RefusedParameter): readonly Fix[] {
  const nested = nestedEntries(launch, ["optimizer", "params"]).find((it) => it.key === key);
  if (nested === undefined) return [];
  const betas = key === "betas" ? betaFixes(launch, value) : [];
  if (betas.length > 0) return betas;
  const number = unquoted(value);
  const edits = setNested(launch, ["optimizer", "params", key], number ?? null);
  const removal = {
    title: t("Remove {0}", key),
    preferred: saysNothing(value),
    edits: nestedRemoval(nested),
  };
  return number === undefined || !isTaken(wanted, number)
    ? [removal]
    : [{ title: t("{0}: {1}", key, repr(number)), preferred: true, edits }, removal];
}

function unquoted(value: PythonValue): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

function saysNothing(value: PythonValue): boolean {
  return value === null || (typeof value === "string" && value.trim() === "");
}
