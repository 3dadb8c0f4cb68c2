import { type Verdict, verdictOf } from "../cause";
import { isArchitecture } from "./architectures";
import { configStops } from "./configStops";
import { architectureOf, type Conversion } from "./conversion";
import { hfConfigOf } from "./hfConfig";
import { losses } from "./losses";
import { tokenizerLosses, tokenizerStops } from "./savedTokenizer";
import { weightStops } from "./weightStops";

/** What becomes of a NeoX checkpoint under `convert_neox_to_hf.py`. */
export function neoxToHf(conversion: Conversion): Verdict {
  const architecture = architectureOf(conversion);
  const config = isArchitecture(architecture) ? hfConfigOf(conversion, architecture) : undefined;
  const stops = configStops(conversion);
  if (config === undefined) return verdictOf(stops, []);
  return verdictOf(
    [...stops, ...weightStops(conversion, config), ...tokenizerStops(conversion)],
    [...losses(conversion, config), ...tokenizerLosses(conversion, config)],
  );
}
