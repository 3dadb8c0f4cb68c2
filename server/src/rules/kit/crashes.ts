import type { Crash } from "../../launch/derivation";
import type { Launch } from "../../launch/launch";
import { isSettled } from "../../model/certainty";
import { isToldAsWrongType } from "./values/typedValue";

/** Exceptions that a rule of its own explains; a wrong type is `wrong-type`'s, and the rest `python-error`'s. */
const KINDS = {
  "zero-stage-required": ({ keys, type }: Crash) => keys[0] === "zero_optimization" && type === "KeyError",
  "bf16-needs-zero-optimization": ({ keys, message }: Crash) =>
    keys[0] === "zero_optimization" && message === "'NoneType' object is not subscriptable",
  /** The stage cannot be compared, which NeoX refuses with words of its own a little later. */
  "zero-stage-invalid": ({ keys, message }: Crash) =>
    keys[0] === "zero_optimization" && message.startsWith("'>'"),
  "optimizer-params-required": ({ keys, message }: Crash) =>
    keys[0] === "optimizer" && (message === "'params'" || message.endsWith("has no attribute 'get'")),
  "num-layers-required": ({ keys, at, message }: Crash) =>
    keys.includes("num_layers") && at.endsWith("expand_attention_types") && message.includes("NoneType"),
  "attention-config-entry": ({ keys, at }: Crash) =>
    keys[0] === "attention_config" && at.endsWith("expand_attention_types"),
  "kv-heads-divide-heads": ({ keys, type }: Crash) =>
    keys[0] === "num_kv_heads" && type === "ZeroDivisionError",
  "data-weights-length": ({ keys, message }: Crash) =>
    keys[0]?.endsWith("_data_paths") === true && message.startsWith("object of type 'NoneType'"),
} as const;

export type CrashKind = keyof typeof KINDS;

function kindOf(crash: Crash): CrashKind | undefined {
  return CRASH_KINDS.find((kind) => KINDS[kind](crash));
}

const CRASH_KINDS = Object.keys(KINDS).filter((name): name is CrashKind => name in KINDS);

/**
 * What of a launch's derivation stops Python, of one kind or, without one, all that no other rule explains.
 * What another file of the launch could still mend is left out. Of one fault seen twice the more certain comes first.
 */
export function crashesOf(launch: Launch, kind?: CrashKind): readonly Crash[] {
  return launch.derivation.crashes
    .filter(
      (crash) => kindOf(crash) === kind && isCertain(launch, crash) && !isToldAsWrongType(launch, crash),
    )
    .sort((a, b) => Number(a.holds !== undefined) - Number(b.holds !== undefined));
}

/** A None that no file gave may become a value in a file that is not here. */
function isCertain(launch: Launch, { keys }: Crash): boolean {
  return keys.every((key) => launch.named(key) !== null || isSettled(launch, key));
}
