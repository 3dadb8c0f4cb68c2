import { cutBetweenWords } from "../../base/cut";
import type { Finding } from "../../engine/finding";
import { MOST_CHARACTERS, MOST_FRAMES } from "../../logs/traceback";
import { rules } from "../../rules/registry";
import type { CheckResult } from "../check";
import { argumentsNamed } from "../why/namesInMessage";
import { rulesOfFailure } from "../why/rulesOfFailure";
import type { NeoxAnswer, NeoxVerdict } from "./answer";
import { type Trouble, troubleOf } from "./troubles";

/**
 * Whether NeoX and we say the same of a launch: `missed` where NeoX stops and we said nothing, `falseError` where we found
 * an error and NeoX goes on; `unknown` where it could not be asked, or stopped for its surroundings.
 */
export type Agreement = "agrees" | "missed" | "falseError" | "unknown";

/** NeoX's own verdict on a launch beside ours. */
export interface Verification {
  readonly agreement: Agreement;
  readonly answer: NeoxAnswer;
  /** Our errors of the phases that NeoX went through. */
  readonly errors: readonly Finding[];
  /** Where NeoX stopped: the keys to look at, and the rules whose place and exception fit. */
  readonly keys: readonly string[];
  readonly rules: readonly string[];
  /** A fault of the Python and not of the config. */
  readonly trouble: Trouble | undefined;
}

const ARGUMENTS = new Set(["load", "args"]);
const LAYERS = new Set([...ARGUMENTS, "model", "forward"]);

/** What only a whole run shows: the model around the layers, its engine, its data. */
const OF_WHOLE_RUNS = new Set(rules.filter(({ seen }) => seen !== undefined).map(({ id }) => id));

/** Puts NeoX's answer on a launch beside what a check of it found. */
export function verify({ launch, findings }: CheckResult, answer: NeoxAnswer): Verification {
  const { verdict } = answer;
  const phases = verdict?.checkedThrough === "args" ? ARGUMENTS : LAYERS;
  const errors = findings.filter(
    ({ rule, severity, phase }) => severity === "error" && phases.has(phase) && !OF_WHOLE_RUNS.has(rule),
  );
  const trouble = troubleOf(answer);
  const stopped = verdict?.launches === false && trouble === undefined ? verdict : undefined;
  const message = cutBetweenWords(stopped?.message ?? "", MOST_CHARACTERS);
  const named = argumentsNamed(message, stopped?.phase === "args");
  const fitting = stopped
    ? rulesOfFailure({ type: stopped.type ?? "", frames: framesOf(stopped), message, named }, launch)
    : [];
  const certain = fitting.filter((it) => it.certain);
  const keys = [...named, ...(certain.length > 0 ? certain : fitting).flatMap((it) => it.keys)];
  return {
    agreement: agreementOf(answer, trouble, errors),
    answer,
    errors,
    keys: [...new Set(keys)].filter((key) => named.includes(key) || launch.settings.has(key)),
    rules: certain.map(({ rule }) => rule),
    trouble,
  };
}

function agreementOf(
  { verdict }: NeoxAnswer,
  trouble: Trouble | undefined,
  errors: readonly Finding[],
): Agreement {
  if (verdict === undefined || trouble !== undefined) return "unknown";
  if (verdict.launches) return errors.length === 0 ? "agrees" : "falseError";
  return errors.length > 0 ? "agrees" : "missed";
}

function framesOf({ frames = [] }: NeoxVerdict): { readonly path: string; readonly name: string }[] {
  return frames.slice(-MOST_FRAMES).map((it) => {
    const [path = "", , name = ""] = it.split(":");
    return { path, name };
  });
}
