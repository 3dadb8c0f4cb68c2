import { ownValue } from "../../base/ownValue";
import { type Verdict, verdictOf } from "../cause";
import { loadStops } from "./loading";
import { losses } from "./losses";
import { STOPS } from "./stops";
import type { ToNeox } from "./toNeox";

/** What becomes of a model of transformers, or of raw LLaMA weights, on its way to NeoX. */
export function hfToNeox(call: ToNeox): Verdict {
  const stops = ownValue(STOPS, call.tool.name)?.(call) ?? [];
  if (stops.length > 0) return verdictOf(stops, []);
  return verdictOf(loadStops(call), losses(call));
}
