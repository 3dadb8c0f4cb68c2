import { t } from "../../l10n";
import { str } from "../../python/text";
import { defineRule } from "../rule";

export default defineRule({
  id: "number-not-finite",
  phase: "load",
  severity: "warning",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:validate_types" },
  summary: "`.nan` and `.inf` pass every check",
  explain: `They are floats to NeoX (\`megatron/neox_arguments/arguments.py:1378\`), and training with them computes nothing
of meaning.`,
  bad: "weight_decay: .nan\n",
  good: "weight_decay: 0.1\n",
  check(launch, report) {
    for (const { name, entry, file, value } of launch.settings.values()) {
      if (typeof value !== "number" || Number.isFinite(value)) continue;
      report({
        at: { file, span: entry.value.span },
        message: t("{0} is {1}: NeoX accepts it and computes nothing of meaning with it.", name, str(value)),
        keys: [name],
        operands: [],
      });
    }
  },
});
