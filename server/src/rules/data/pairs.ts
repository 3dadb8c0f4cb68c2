import { SPLITS } from "../../launch/dataSplits";
import { since } from "../../launch/windows";
import { EXAMPLE_MODEL } from "../kit/exampleModel";

export const SINCE_PAIRS = since("77e8158a");

export const POSITIVE = SPLITS.map((split) => `pos_${split}_data_paths`);

export const NEGATIVE = SPLITS.map((split) => `neg_${split}_data_paths`);

export const DPO = `${EXAMPLE_MODEL}train_impl: dpo\ndataset_impl: pairwise\npack_impl: unpacked\n`;

export const PAIRS = [...POSITIVE, ...NEGATIVE].map((key) => `${key}: [data/${key}]\n`).join("");
