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

/** The pair without the list around it, or around its types too, is the usual slip. */
function bracketFix(config: PythonValue | undefined): Fix[] {
  if (!isList(config)) return [];
  if (config.length === 2 && isList(config[0]))
    return [{ title: t("Wrap the pair in a list"), preferred: true, set: { attention_config: [config] } }];
  const types = config.slice(0, -1);
  const count = config.at(-1);
  if (types.length === 0 || typeof count !== "bigint" || !types.every((type) => typeof type === "string"))
    return [];
  const title = t("Wrap the types and the pair in lists");
  return [{ title, preferred: true, set: { attention_config: [[types, count]] } }];
}
