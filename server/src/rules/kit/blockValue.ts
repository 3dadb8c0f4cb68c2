import type { Launch } from "../../launch/launch";
import { isDict, type PythonValue } from "../../yaml/value";
import type { NestedPath } from "./nestedValue";

/** The value inside of a block, such as `zero_optimization.stage`; undefined where there is none. */
export function blockValue(launch: Launch, [name, ...keys]: NestedPath): PythonValue | undefined {
  let value = launch.named(name);
  for (const key of keys) value = isDict(value) ? value.get(key) : undefined;
  return value;
}
