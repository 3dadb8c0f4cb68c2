/** For the examples of rules. */
export const SAVE = "save: checkpoints\n";

/** Versions that check `checkpoint_factor` while they train. */
export const CHECKED = { from: "2024-09-29", since: "a6d6af0e" } as const;
