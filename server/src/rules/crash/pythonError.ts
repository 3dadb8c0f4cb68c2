import { t } from "../../l10n";
import { repr } from "../../python/text";
import { defineRule } from "../rule";
import { crashesOf } from "./crashes";

export default defineRule({
  id: "python-error",
  phase: "args",
  severity: "error",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "TypeError" },
  summary: "Python stops on a value that NeoX computes with",
  explain: `NeoX derives batch sizes, precision, attention types and more from the config before it checks any type
(\`megatron/neox_arguments/arguments.py:888-1193\`). A value that Python cannot compute with stops it there, in words
that name no key. The message shows Python's words and the value; write a value of the argument's type.`,
  bad: 'model_parallel_size: "2"\n',
  good: "model_parallel_size: 2\n",
  check(launch, report) {
    for (const crash of crashesOf(launch)) {
      const key = crash.keys.find((name) => launch.settings.has(name)) ?? crash.keys[0] ?? "";
      report({
        at: key,
        message: t(
          "With {0} as {1}, NeoX stops while it derives its arguments: {2}: {3}",
          key,
          repr(launch.get(key) ?? null),
          crash.type,
          crash.message,
        ),
        operands: crash.keys,
        neox: { at: crash.at, raises: crash.type },
        ...(crash.holds && { holds: crash.holds }),
      });
    }
  },
});
