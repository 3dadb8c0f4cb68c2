import { since } from "../../launch/windows";
/** For the examples of rules. */
export const SAVE = "save: checkpoints\n";

/** Versions that check `checkpoint_factor` while they train. */
export const CHECKED = since("a6d6af0e");
