import type { PythonValue } from "../../yaml/value";
import type { Derivation } from "../derivation";
import type { Launch } from "../launch";

/** What NeoX derives from a launch. */
export function derive(launch: Launch): Derivation {
  return {
    get: (name): PythonValue | undefined => launch.get(name),
    int: (name) => launch.int(name),
    attentionTypes: undefined,
    dataParallelSize: undefined,
    crashes: [],
  };
}
