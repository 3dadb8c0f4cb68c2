import { SPLITS } from "./paths";

/** The weights of each split. */
export const WEIGHTS = SPLITS.map((split) => `${split}_data_weights`);
