import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { numberOf } from "../../python/compare";
import { repr } from "../../python/text";
import { crashesOf } from "../kit/crashes";
import { defineRule } from "../kit/defineRule";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "python-error",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "TypeError" },
  summary: "Python stops on a value that NeoX computes with",
  sources: ["megatron/neox_arguments/arguments.py:888-1193:calculate_derived"],
  explain: `NeoX derives batch sizes, precision, attention types and more from the config before it checks any type. A
value that Python cannot compute with stops it there, in words that name no key, also on a null, a zero to divide by,
or the wrong parts of a block.`,
  bad: yaml`pipe_parallel_size: null`,
  good: yaml`pipe_parallel_size: 1`,
  check(launch, report) {
    for (const crash of crashesOf(launch)) {
      const key = culprit(launch, crash.keys);
      report({
        at: key,
        message: t(
          "With {0} as {1}, NeoX stops while it derives its arguments: {2}: {3}",
          key,
          repr(launch.named(key) ?? null),
          crash.type,
          crash.message,
        ),
        keys: crash.keys,
        neox: { at: crash.at, raises: crash.type },
        ...(crash.holds && { holds: crash.holds }),
        fixes: () => (hasDefault(launch, key) ? [removeKey(key, false)] : []),
      });
    }
  },
});

function hasDefault(launch: Launch, key: string): boolean {
  return (launch.catalogue.get(key)?.default ?? null) !== null;
}

/** The key to show: of those that a file sets, first one without a number, for most steps compute. */
function culprit(launch: Launch, keys: readonly string[]): string {
  const set = keys.filter((name) => launch.settings.has(name));
  const odd = set.find((name) => !numberOf(launch.named(name) ?? null));
  return odd ?? set[0] ?? keys[0] ?? "";
}
