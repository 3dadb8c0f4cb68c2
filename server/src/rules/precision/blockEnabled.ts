import { t } from "../../l10n";
import { isDict } from "../../yaml/value";
import { defineRule } from "../rule";

const BLOCKS = ["fp16", "amp", "flops_profiler"] as const;

export default defineRule({
  id: "block-enabled",
  phase: "args",
  severity: "error",
  keys: BLOCKS,
  neox: { at: "megatron/neox_arguments/arguments.py:__post_init__", raises: "ValueError" },
  summary: "`fp16`, `amp` and `flops_profiler` must say whether they are `enabled`",
  explain: `A block without the key \`enabled\` fails NeoX's type check (\`megatron/neox_arguments/arguments.py:1457\`), with
the words \`types cannot be validated\`; only the log names the block. With \`precision: fp16\` NeoX adds it to \`fp16\`.`,
  bad: "flops_profiler:\n  profile_step: 1\n",
  good: "flops_profiler:\n  enabled: true\n  profile_step: 1\n",
  check(launch, report) {
    for (const key of BLOCKS) {
      const block = launch.derivation.get(key);
      if (!isDict(block) || block.has("enabled")) continue;
      report({
        at: { key },
        message: t("{0} must contain the key enabled: NeoX's types cannot be validated without it.", key),
        operands: [],
        fixes: () => [
          {
            title: t("enabled: true in {0}", key),
            preferred: true,
            set: { [key]: new Map([["enabled", true], ...block]) },
          },
        ],
      });
    }
  },
});
