import type { NeoxVerdict } from "../../server/src/features/verify/answer";
import { Oracle, type OracleLaunch } from "./oracle";

/** What real NeoX did with the arguments and the layers of a launch, as `layers.py` says it. */
export type LayersVerdict = Omit<NeoxVerdict, "frames">;

/** Starts the oracle of arguments and layers on a checkout of gpt-neox. */
export function layersOracle(python: string, checkout: string): Oracle<OracleLaunch, LayersVerdict> {
  return new Oracle(python, "server/ask/layers.py", { NEOX: checkout });
}
