import { Oracle, type OracleLaunch } from "./oracle";

/** What real NeoX did with the arguments and the layers of a launch, as `layers.py` says it. */
export interface LayersVerdict {
  readonly launches: boolean;
  /** How far a launch that did not stop was followed: `forward`, or `args` where a layer of it cannot be built here. */
  readonly checkedThrough?: "args" | "forward";
  /** The layer kinds that were built and run. */
  readonly built?: readonly string[];
  /** Where it stopped. */
  readonly phase?: "args" | "model";
  readonly type?: string;
  readonly message?: string;
  /** `file:line:function` of the deepest frame in gpt-neox. */
  readonly at?: string | null;
  /** What was logged as a warning or an error. */
  readonly logged?: readonly string[];
}

/** Starts the oracle of arguments and layers on a checkout of gpt-neox. */
export function layersOracle(python: string, checkout: string): Oracle<OracleLaunch, LayersVerdict> {
  return new Oracle(python, "layers.py", { NEOX: checkout });
}
