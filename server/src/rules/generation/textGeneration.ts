import type { Launch } from "../../launch/launch";
import { EXAMPLE_MODEL } from "../kit/exampleModel";

/** What `text_gen_type` may be (generate.py). */
export const TEXT_GEN_TYPES = ["unconditional", "input-file", "interactive", "precompute"];

/** A config for `generate.py`, for the examples of rules. */
export const GENERATE = `${EXAMPLE_MODEL}text_gen_type: unconditional\n`;

/** Whether the files are for `generate.py`: they say what kind of text to make. */
export function isGeneration(launch: Launch): boolean {
  return (launch.settings.get("text_gen_type")?.value ?? null) !== null;
}
