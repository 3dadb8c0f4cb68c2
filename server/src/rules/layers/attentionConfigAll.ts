import { t } from "../../base/l10n";
import { defineRule } from "../../engine/rule";
import { isList } from "../../yaml/value";

export default defineRule({
  id: "attention-config-all",
  phase: "args",
  severity: "warning",
  keys: ["attention_config"],
  neox: { at: "megatron/utils.py:expand_attention_types" },
  summary: 'A pair with the count `"all"` drops the pairs beside it',
  explain: `NeoX returns at the first pair whose count is \`"all"\`: what stands before and after it is dropped
(\`megatron/utils.py:345\`).`,
  bad: 'num_layers: 12\nattention_config: [[["flash"], 2], [["global"], "all"]]\n',
  good: 'num_layers: 12\nattention_config: [[["flash"], 2], [["global"], 10]]\n',
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
