import { EXAMPLE_MODEL } from "../../../server/src/rules/kit/exampleModel";
import { cases } from "../cases";

const RPE = "pos_emb: rpe\npipe_parallel_size: 0\ncheckpoint_activations: true\n";

const launch = (layers: number, zero: string, size = 1) =>
  `${RPE}num_layers: ${layers}\ncheckpoint_num_layers: ${size}\nzero_optimization: {${zero}}`;

const MAIN = { neox: "main" } as const;

// Each ended so at main, with layers of 32 dimensions.
cases(
  "rpe-recomputed",
  [
    [launch(2, "stage: 2"), "true", MAIN],
    [launch(2, "stage: 3"), "true", MAIN],
    [launch(2, "stage: 1, overlap_comm: true"), "true", MAIN],
    [launch(2, "stage: 1"), "no", MAIN],
    [launch(1, "stage: 2"), "no", MAIN],
    // Both layers are in one chunk.
    [launch(2, "stage: 2", 2), "no", MAIN],
    // The first layer is in the embedding's chunk, which is not recomputed.
    [launch(4, "stage: 2", 3), "true", MAIN],
  ],
  EXAMPLE_MODEL.replace(/^num_layers:.*\n/m, ""),
);
