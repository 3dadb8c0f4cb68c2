import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { isSettled } from "../../model/certainty";
import { length } from "../../python/access";
import { equals } from "../../python/compare";
import { str } from "../../python/text";
import { isDict, isList, type PythonValue } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";
import { isKnownType, meantType } from "./knownTypes";

export default defineRule({
  id: "attention-config-length",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["attention_config", "num_layers"],
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  summary: "`attention_config` must give one type a layer",
  sources: ["megatron/neox_arguments/arguments.py:1098:calculate_derived"],
  explain: `Expanded, \`attention_config\` must be as long as \`num_layers\`: the sum of types × count over its pairs.
\`"all"\` as the count fits any number of layers that the types divide. A plain string is counted letter by letter.`,
  bad: yaml`
    num_layers: 12
    attention_config: [[["global"], 10]]
  `,
  good: yaml`
    num_layers: 12
    attention_config: [[["global"], 12]]
  `,
  check(launch, report) {
    const expanded = launch.derivation.get("attention_config");
    const layers = launch.get("num_layers");
    if (expanded === undefined || layers === undefined || !isSettled(launch, "num_layers")) return;
    const count = countOf(expanded);
    if (count === undefined || equals(BigInt(count), layers)) return;
    report({
      at: "attention_config",
      message: t(
        "attention_config gives the types of {0} layers, and num_layers is {1}.",
        count,
        str(layers),
      ),
      fixes: () => fixes(launch, count),
    });
  },
});

function countOf(expanded: PythonValue): number | undefined {
  const isCounted = isList(expanded) || isDict(expanded) || typeof expanded === "string";
  return isCounted ? length(expanded) : undefined;
}

function fixes(launch: Launch, count: number): Fix[] {
  const config = launch.get("attention_config");
  const types = patternOf(config)?.map((type) => meantType(launch, type));
  const layers = launch.int("num_layers") ?? 0;
  const repeated = types?.every((type) => type !== undefined) ? repeat(types, layers) : [];
  const hasPairs = isList(config) && config.some(isList);
  const isKnown = launch.derivation.attentionTypes?.every((type) => isKnownType(launch, type));
  return hasPairs && count > 0 && isKnown === true
    ? [...repeated, setValue("num_layers", BigInt(count), layers === 0)]
    : repeated;
}

/** The types of a single pair, of a list of names, or of a bare text: what somebody meant for all layers. */
function patternOf(config: PythonValue | undefined): readonly string[] | undefined {
  if (typeof config === "string") return wordsOf(config);
  if (!isList(config)) return undefined;
  const pair = config.length === 1 ? config[0] : undefined;
  const types = isList(pair) ? pair[0] : config;
  if (typeof types === "string") return [types];
  return isList(types) && types.every((type) => typeof type === "string") ? withoutCount(types) : undefined;
}

function wordsOf(text: string): readonly string[] {
  return withoutCount(text.split(/[\s,]+/).filter((word) => word !== ""));
}

/** A name behind the types that says how often they repeat. */
function withoutCount(types: readonly string[]): readonly string[] {
  return types.length > 1 && /^(?:all|\d+)$/i.test(types.at(-1) ?? "") ? types.slice(0, -1) : types;
}

function repeat(types: readonly string[], layers: number): Fix[] {
  if (layers <= 0 || types.length === 0 || layers % types.length !== 0) return [];
  return [
    {
      title: t("Repeat {0} over all {1} layers", types.join(t(", ")), layers),
      preferred: true,
      set: { attention_config: [[[...types], BigInt(layers / types.length)]] },
    },
  ];
}
