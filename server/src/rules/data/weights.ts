import { SPLITS } from "../../launch/dataSplits";

/** The weights of each split. */
export const WEIGHTS = SPLITS.map((split) => `${split}_data_weights`);
