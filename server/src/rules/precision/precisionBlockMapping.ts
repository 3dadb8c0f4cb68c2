import { t } from "../../l10n";
import { repr } from "../../python/text";
import { crashesOf } from "../crash/crashes";
import { defineRule } from "../rule";

export default defineRule({
  id: "precision-block-mapping",
  phase: "args",
  severity: "error",
  keys: ["fp16", "bf16"],
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AttributeError" },
  summary: "`fp16` and `bf16` are mappings",
  explain: `NeoX asks the block whether it is \`enabled\` (\`megatron/neox_arguments/arguments.py:967,974\`), which only a
mapping can say. To choose the precision set \`precision\`, or write \`fp16: {enabled: true}\`.`,
  bad: "fp16: true\n",
  good: "fp16:\n  enabled: true\n",
  check(launch, report) {
    for (const { keys, at, type, message, holds } of crashesOf(launch, "precision-block-mapping")) {
      const [key = ""] = keys;
      report({
        at: key,
        message: t(
          "{0} is {1} and no mapping, so NeoX stops: {2}.",
          key,
          repr(launch.get(key) ?? null),
          message,
        ),
        operands: [key],
        neox: { at, raises: type },
        fixes: () => [
          {
            title: t("{0}: an enabled block", key),
            preferred: true,
            set: { [key]: new Map([["enabled", true]]) },
          },
        ],
        ...(holds && { holds }),
      });
    }
  },
});
