import { accepts } from "../../../arguments/accepts";
import { namesOwnClass } from "../../../arguments/annotation";
import type { Argument } from "../../../arguments/argument";
import { ownValue } from "../../../base/ownValue";
import type { Crash } from "../../../launch/derivation";
import type { ConfigFile, Launch, Setting } from "../../../launch/launch";
import type { YamlNode } from "../../../yaml/tree";
import type { PythonValue } from "../../../yaml/value";
import { valueAt } from "../valueAt";
import { type Refusal, refusal } from "./acceptance";

/** A value at its place in a file. */
export interface WrittenValue {
  /** The key as a person names it, such as `optimizer.params.lr`. */
  readonly path: string;
  /** The top-level key. */
  readonly setting: Setting;
  readonly file: ConfigFile;
  readonly node: YamlNode;
}

/** A value that becomes the value of an argument. */
export interface TypedValue extends WrittenValue {
  readonly argument: Argument;
  readonly value: PythonValue;
}

export interface RefusedValue extends TypedValue {
  readonly refusal: Refusal;
}

/**
 * The written values that NeoX stops at because of their type or choice, each with the step that stops:
 * `validate_types` (arguments.py:1365) for what is left of them after `calculate_derived`, or an earlier step
 * where Python itself cannot work with them.
 */
export function refusedValues(launch: Launch): readonly RefusedValue[] {
  let refused = refusedByLaunch.get(launch);
  if (refused === undefined) {
    refused = typedValues(launch).flatMap((typed) => {
      const found = earlierRefusal(launch, typed) ?? finalRefusal(launch, typed);
      return found === undefined ? [] : [{ ...typed, refusal: found }];
    });
    refusedByLaunch.set(launch, refused);
  }
  return refused;
}

/** Several rules ask, and a launch never changes. */
const refusedByLaunch = new WeakMap<Launch, readonly RefusedValue[]>();

/** Whether a crash of the derivation is told as a wrong type of the value that it names. */
export function isToldAsWrongType(launch: Launch, crash: Crash): boolean {
  return typedValues(launch).some(
    (typed) => names(crash, typed) && !accepts(typed.argument.type, typed.value),
  );
}

/** Every value that a file gives to an argument, also those that NeoX copies out of a block. */
export function typedValues(launch: Launch): readonly TypedValue[] {
  let typed = typedByLaunch.get(launch);
  if (typed === undefined) {
    typed = [...valuesIn(launch)];
    typedByLaunch.set(launch, typed);
  }
  return typed;
}

const typedByLaunch = new WeakMap<Launch, readonly TypedValue[]>();

function* valuesIn(launch: Launch): Iterable<TypedValue> {
  for (const setting of launch.settings.values()) {
    const { name, file, entry, value } = setting;
    const argument = launch.catalogue.get(name);
    if (argument !== undefined) yield { argument, path: name, setting, file, node: entry.value, value };
    if (Object.hasOwn(COPIES, name)) yield* copiedFrom(launch, setting);
  }
}

/** Nested values that `calculate_derived` copies to arguments of their own, such as `optimizer.params.lr` to `lr`. */
function copiedFrom(launch: Launch, setting: Setting): readonly TypedValue[] {
  return (ownValue(COPIES, setting.name) ?? []).flatMap(({ path, becomes }) => {
    const argument = launch.catalogue.get(becomes);
    const node = valueAt(setting.entry.value, path);
    if (argument === undefined || node === undefined) return [];
    const written = [setting.name, ...path].join(".");
    return [{ argument, path: written, setting, file: setting.file, node, value: node.value }];
  });
}

/** arguments.py:1020-1060 */
const COPIES: Readonly<Record<string, readonly { path: readonly string[]; becomes: string }[]>> = {
  optimizer: [
    { path: ["type"], becomes: "optimizer_type" },
    { path: ["params", "lr"], becomes: "lr" },
  ],
  zero_optimization: [
    { path: ["stage"], becomes: "zero_stage" },
    { path: ["reduce_scatter"], becomes: "zero_reduce_scatter" },
    { path: ["contiguous_gradients"], becomes: "zero_contiguous_gradients" },
    { path: ["reduce_bucket_size"], becomes: "zero_reduce_bucket_size" },
    { path: ["allgather_bucket_size"], becomes: "zero_allgather_bucket_size" },
  ],
};

function earlierRefusal(launch: Launch, typed: TypedValue): Refusal | undefined {
  if (accepts(typed.argument.type, typed.value)) return undefined;
  const crash = launch.derivation.crashes.find((it) => names(it, typed));
  return (
    crash && {
      at: crash.at,
      raises: crash.type,
      words: crash.message,
      ...(crash.holds && { holds: crash.holds }),
    }
  );
}

function names(crash: Crash, typed: TypedValue): boolean {
  return crash.keys.includes(typed.path) || crash.keys.includes(typed.setting.name);
}

/** `validate_types` sees what `calculate_derived` left; a value that it replaced does no harm. */
function finalRefusal(launch: Launch, { argument, value }: TypedValue): Refusal | undefined {
  const final = launch.derivation.get(argument.name);
  if (final === undefined || !Object.is(final, value)) return undefined;
  const autotuning = launch.get("autotuning");
  if (namesOwnClass(argument.declared)) return undefined;
  if (final === "auto" && autotuning !== null && autotuning !== undefined) return undefined;
  return refusal(argument, final);
}
