import type { Fix, Rule } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import type { PythonValue } from "../../yaml/value";
import { removeKey, setValue } from "./simpleFixes";
import { defineSingleFinding } from "./singleFinding";

/** A rule about values that together train something else than the file says. */
export interface SilentRule extends Omit<Rule, "check"> {
  /** The key the finding stands at. */
  readonly at: string;
  /** What NeoX does with this launch, as a whole sentence; undefined where it does as the file says or nothing is known. */
  readonly instead: (launch: Launch) => string | undefined;
  /** Values, each of which alone makes an end of it; the first is preferred. `undefined` removes the key. */
  readonly mend?: (launch: Launch) => readonly (readonly [key: string, value: PythonValue | undefined])[];
}

/** Such a rule has one finding at most, at one key, and its fixes set a value. */
export function defineSilentRule({ instead, mend, ...rule }: SilentRule): Rule {
  return defineSingleFinding({
    ...rule,
    says: instead,
    fixes: (launch) => (mend?.(launch) ?? []).map(([key, value], index) => fix(key, value, index === 0)),
  });
}

function fix(key: string, value: PythonValue | undefined, preferred: boolean): Fix {
  return value === undefined ? removeKey(key, preferred) : setValue(key, value, preferred);
}
