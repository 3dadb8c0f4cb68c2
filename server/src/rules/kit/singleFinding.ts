import { defineRule, type Fix, type Rule } from "../../engine/rule";
import type { Launch } from "../../launch/launch";

/** A rule with one finding at most. */
export interface SingleFinding extends Omit<Rule, "check"> {
  /** The key the finding stands at. Default: the first of the rule's keys that a file sets. */
  readonly at?: string;
  /** Also when no file sets any of the keys: NeoX surely fails without them. */
  readonly tellsWhenUnset?: boolean;
  /** What NeoX does with this launch, as whole sentences; undefined where nothing is wrong or known. */
  readonly says: (launch: Launch) => string | undefined;
  /** Whether the rule's severity is deserved; where it is not, this case of an error is a warning. Default: always. */
  readonly isCertain?: (launch: Launch) => boolean;
  readonly fixes?: (launch: Launch) => readonly Fix[];
}

export function defineSingleFinding({
  at: key,
  tellsWhenUnset,
  says,
  isCertain,
  fixes,
  ...rule
}: SingleFinding): Rule {
  return defineRule({
    ...rule,
    check(launch, report) {
      const at = key ?? rule.keys.find((it) => launch.settings.has(it)) ?? rule.keys[0];
      if (at === undefined || (!launch.settings.has(at) && tellsWhenUnset !== true)) return;
      const message = says(launch);
      if (message === undefined) return;
      report({
        at,
        message,
        ...(isCertain?.(launch) === false && { severity: "warning" }),
        ...(fixes && { fixes: () => fixes(launch) }),
      });
    },
  });
}
