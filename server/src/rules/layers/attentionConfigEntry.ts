import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import { isList, type PythonValue } from "../../yaml/value";
import { crashesOf } from "../kit/crashes";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "attention-config-entry",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["attention_config", "num_layers"],
  neox: { at: "megatron/utils.py:expand_attention_types", raises: "TypeError" },
  summary: "An entry of `attention_config` is a pair: a list of types, and how often it repeats",
  sources: ["megatron/utils.py:343-352:expand_attention_types"],
  explain: `\`[[["global", "flash"], 6]]\` is six times global and flash: a list of pairs, each a list of types and a
count, an int or exactly \`"all"\`. A list of names only is taken as one type a layer.`,
  bad: yaml`
    num_layers: 12
    attention_config: [["global"], 12]
  `,
  good: yaml`
    num_layers: 12
    attention_config: [[["global"], 12]]
  `,
  check(launch, report) {
    const [crash] = crashesOf(launch, "attention-config-entry");
    if (crash === undefined) return;
    report({
      at: "attention_config",
      message: t("NeoX cannot expand this attention_config: {0}: {1}.", crash.type, crash.message),
      operands: [],
      neox: { at: crash.at, raises: crash.type },
      fixes: () => bracketFix(launch.get("attention_config")),
    });
  },
});

/** The pair without the list around it, or around its types too, is the usual slip, and a count that is no int. */
function bracketFix(config: PythonValue | undefined): Fix[] {
  if (!isList(config)) return [];
  const pair = asPair(config);
  if (pair !== undefined) return [fixed(t("Wrap the pair in a list"), [pair])];
  const types = config.slice(0, -1);
  const count = config.at(-1);
  if (types.length > 0 && typeof count === "bigint" && types.every(isText))
    return [fixed(t("Wrap the types and the pair in lists"), [[types, count]])];
  const pairs = config.map((item) => (isList(item) ? withCount(item) : undefined));
  return pairs.every((it) => it !== undefined)
    ? [fixed(t("Write each count as an int, or as {0}", '"all"'), pairs)]
    : [];
}

function fixed(title: string, config: PythonValue): Fix {
  return { title, preferred: true, set: { attention_config: config } };
}

/** One pair: two pairs are two lists, too. */
function asPair(config: readonly PythonValue[]): PythonValue | undefined {
  const [types] = config;
  return isList(types) && types.every(isText) ? withCount(config) : undefined;
}

function withCount(pair: readonly PythonValue[]): PythonValue | undefined {
  const [types, written] = pair;
  const count = countMeant(written);
  return pair.length === 2 && isList(types) && count !== undefined ? [types, count] : undefined;
}

/** In characters: no model has more layers. */
const LONGEST_COUNT = 6;

/** How often the types repeat, in another spelling maybe; undefined where nobody can tell. */
function countMeant(written: PythonValue | undefined): PythonValue | undefined {
  if (typeof written === "bigint") return written;
  if (typeof written === "number") return Number.isSafeInteger(written) ? BigInt(written) : undefined;
  if (typeof written !== "string" || written.length > LONGEST_COUNT) return undefined;
  if (written.toLowerCase() === "all") return "all";
  return String(Number(written)) === written && Number.isSafeInteger(Number(written))
    ? BigInt(written)
    : undefined;
}

function isText(value: PythonValue): boolean {
  return typeof value === "string";
}
