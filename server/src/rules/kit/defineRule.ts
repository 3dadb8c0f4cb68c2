import type { Fix, Rule, Severity } from "../../engine/rule";
import type { DimensionRule } from "../../engine/shapes/dimensionRule";
import type { Launch } from "../../launch/launch";
import { isAskedFor } from "../../model/asked";
import { removeKey } from "./simpleFixes";

/** A rule with one finding at most. */
export interface OneFinding extends Omit<Rule, "check"> {
  readonly check?: undefined;
  readonly idle?: undefined;
  /** The key the finding stands at. Default: the first of the rule's keys that a file sets. */
  readonly at?: string;
  /** Also when no file sets any of the keys: NeoX surely fails without them. */
  readonly tellsWhenUnset?: boolean;
  /** What NeoX does with this launch, as whole sentences; undefined where nothing is wrong or known. */
  readonly message: (launch: Launch) => string | undefined;
  /** Whether the rule's severity is deserved; where it is not, this case of an error is a warning. Default: always. */
  readonly isCertain?: (launch: Launch) => boolean;
  readonly fixes?: (launch: Launch) => readonly Fix[];
}

/** A rule about keys that have no effect in some launches: each is told at the key, with its removal as the last fix. */
export interface IdleKeys extends Omit<Rule, "check" | "severity" | "tag" | "keys"> {
  readonly check?: undefined;
  /** The keys that may be idle. */
  readonly idle: readonly string[];
  /** These, and those that decide. Default: the idle ones. */
  readonly keys?: readonly string[];
  /** Default: a hint, shown as faded text. */
  readonly severity?: Severity;
  /** Whether a file's value asks for something. Default: it is neither null nor the default. */
  readonly asked?: (launch: Launch, key: string) => boolean;
  /** Why the key does nothing in this launch, as a whole sentence; undefined where it has its effect or nothing is known. */
  readonly message: (launch: Launch, key: string) => string | undefined;
  /** What would give the effect instead, before the removal of the key. */
  readonly fixes?: (launch: Launch, key: string) => readonly Fix[];
}

/** A rule about shapes: its fixes are searched. */
export type ShapeRule = Omit<DimensionRule, "family"> & { readonly idle?: undefined };

/** A rule that reports by itself. */
type AnyRule = Rule & { readonly idle?: undefined; readonly adjust?: undefined };

/**
 * The one way to write a rule, in the shortest form that fits: `message` for one finding, `idle` for keys without
 * effect, `adjust` for shapes whose fixes are searched, and `check` for everything else.
 */
export function defineRule(rule: IdleKeys): Rule;
export function defineRule(rule: AnyRule | OneFinding | ShapeRule): Rule;
export function defineRule(rule: AnyRule | OneFinding | IdleKeys | ShapeRule): Rule {
  if (rule.idle !== undefined) return idleKeys(rule);
  if (rule.check === undefined) return oneFinding(rule);
  return rule.adjust === undefined ? rule : shapeRule(rule);
}

function shapeRule(rule: ShapeRule): DimensionRule {
  return { ...rule, family: "dimensions" };
}

function oneFinding({ at: key, tellsWhenUnset, message, isCertain, fixes, ...rule }: OneFinding): Rule {
  return {
    ...rule,
    check(launch, report) {
      const at = key ?? rule.keys.find((it) => launch.settings.has(it)) ?? rule.keys[0];
      if (at === undefined || (!launch.settings.has(at) && tellsWhenUnset !== true)) return;
      const text = message(launch);
      if (text === undefined) return;
      report({
        at,
        message: text,
        ...(isCertain?.(launch) === false && { severity: "warning" }),
        ...(fixes && { fixes: () => fixes(launch) }),
      });
    },
  };
}

function idleKeys({ idle, keys = idle, severity = "hint", asked = isAskedFor, ...idleRule }: IdleKeys): Rule {
  const { message, fixes, ...rule } = idleRule;
  return {
    ...rule,
    keys,
    severity,
    tag: "unnecessary",
    check(launch, report) {
      for (const key of idle) {
        if (!asked(launch, key) || !launch.settings.has(key)) continue;
        const text = message(launch, key);
        if (text === undefined) continue;
        report({
          at: { key },
          message: text,
          operands: keys.filter((it) => it !== key),
          fixes: () => [...(fixes?.(launch, key) ?? []), { ...removeKey(key, false), keepsMeaning: true }],
        });
      }
    },
  };
}
