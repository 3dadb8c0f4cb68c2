import { EXAMPLE_MODEL } from "../kit/exampleModel";

/** What `text_gen_type` may be (generate.py). */
export const TEXT_GEN_TYPES = ["unconditional", "input-file", "interactive", "precompute"];

/** A config for `generate.py`, for the examples of rules. */
export const GENERATE = `${EXAMPLE_MODEL}text_gen_type: unconditional\n`;
