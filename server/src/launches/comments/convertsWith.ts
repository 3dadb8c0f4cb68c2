import type { ConfigFile } from "../../launch/launch";
import { type Said, saidInComments } from "./directive";

/** A conversion that a launch's model is meant for: the converter, and behind it its flags. */
export type MeantConversion = Said;

/** Nobody means more converters; each converts the whole model. */
const MOST_CONVERSIONS = 10;

/** The comments `# neox-config: converts-with TOOL [FLAG...]` of a launch's files. */
export function meantConversions(files: readonly ConfigFile[]): readonly MeantConversion[] {
  return saidInComments(files, "converts-with").slice(0, MOST_CONVERSIONS);
}
