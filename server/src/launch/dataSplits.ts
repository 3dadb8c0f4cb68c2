/** The three parts of the data, each with arguments of its own (megatron/neox_arguments/neox_args.py at ea7aefd8). */
export const SPLITS = ["train", "valid", "test"] as const;

/** The lists of plain data. */
export const DATA_PATHS = SPLITS.map((split) => `${split}_data_paths` as const);
