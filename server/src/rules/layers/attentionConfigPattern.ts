import { t } from "../../base/l10n";
import { repr } from "../../python/text";
import { isList } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "attention-config-pattern",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["attention_config", "num_layers"],
  neox: { at: "megatron/utils.py:expand_attention_types", raises: "AssertionError" },
  summary: 'A pattern for `"all"` layers must divide their number',
  sources: ["megatron/utils.py:346:expand_attention_types"],
  explain: `\`[[["global", "local"], "all"]]\` repeats its types over all layers, so their number must divide
\`num_layers\`.`,
  bad: yaml`
    num_layers: 10
    attention_config: [[["global", "flash", "flash"], "all"]]
  `,
  good: yaml`
    num_layers: 12
    attention_config: [[["global", "flash", "flash"], "all"]]
  `,
  check(launch, report) {
    const config = launch.get("attention_config");
    const layers = launch.int("num_layers");
    if (!isList(config) || layers === undefined) return;
    const pair = config.find((item) => isList(item) && item[1] === "all");
    const pattern = isList(pair) ? pair[0] : undefined;
    const width = isList(pattern) || typeof pattern === "string" ? pattern.length : 0;
    if (pattern === undefined || width === 0 || layers % width === 0) return;
    const below = layers - (layers % width);
    report({
      at: "attention_config",
      message: t("The {0} types of {1} do not divide num_layers {2}.", width, repr(pattern), layers),
      fixes: () =>
        [below, below + width]
          .filter((count) => count > 0)
          .map((count) => ({ title: t("num_layers: {0}", count), set: { num_layers: BigInt(count) } })),
    });
  },
});
