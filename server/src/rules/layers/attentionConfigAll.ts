import { t } from "../../base/l10n";
import { isList } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "attention-config-all",
  phase: "args",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["attention_config"],
  neox: { at: "megatron/utils.py:expand_attention_types" },
  summary: 'A pair with the count `"all"` drops the pairs beside it',
  sources: ["megatron/utils.py:345:expand_attention_types"],
  explain: `NeoX returns at the first pair whose count is \`"all"\`: what stands before and after it is dropped.`,
  bad: yaml`
    num_layers: 12
    attention_config: [[["flash"], 2], [["global"], "all"]]
  `,
  good: yaml`
    num_layers: 12
    attention_config: [[["flash"], 2], [["global"], 10]]
  `,
  check(launch, report) {
    const config = launch.get("attention_config");
    if (!isList(config) || config.length < 2 || launch.derivation.attentionTypes === undefined) return;
    if (!config.some((item) => isList(item) && item[1] === "all")) return;
    report({
      at: "attention_config",
      message: t(
        'The pair with the count "all" takes every layer, and NeoX drops the {0} other pairs.',
        config.length - 1,
      ),
    });
  },
});
