import { defineRule, type Fix, type Rule, type Severity } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { isAskedFor } from "../../model/asked";
import { removeKey } from "./simpleFixes";

/** A rule about keys that have no effect in some launches. */
export interface IgnoredKeys extends Omit<Rule, "check" | "severity" | "tag"> {
  /** Default: a hint, shown as faded text. */
  readonly severity?: Severity;
  /** The keys that may be idle. Default: all keys of the rule; others only decide. */
  readonly idle?: readonly string[];
  /** Whether a file's value asks for something. Default: it is neither null nor the default. */
  readonly asked?: (launch: Launch, key: string) => boolean;
  /** Why the key does nothing in this launch, as a whole sentence; undefined where it has its effect or nothing is known. */
  readonly because: (launch: Launch, key: string) => string | undefined;
  /** What would give the effect instead, before the removal of the key. */
  readonly instead?: (launch: Launch, key: string) => readonly Fix[];
}

/** Reports each idle key at the key itself, with its removal as the fix. */
export function defineIgnoredKeys(ignored: IgnoredKeys): Rule {
  const { severity = "hint", idle, asked = isAskedFor, because, instead, ...rule } = ignored;
  return defineRule({
    ...rule,
    severity,
    tag: "unnecessary",
    check(launch, report) {
      for (const key of idle ?? rule.keys) {
        if (!asked(launch, key) || !launch.settings.has(key)) continue;
        const message = because(launch, key);
        if (message === undefined) continue;
        report({
          at: { key },
          message,
          operands: rule.keys.filter((it) => it !== key),
          fixes: () => [...(instead?.(launch, key) ?? []), removeKey(key, false)],
        });
      }
    },
  });
}
