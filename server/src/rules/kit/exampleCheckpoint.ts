import type { Checkpoint, CheckpointFile, FileContent } from "../../checkpoints/checkpoint";
import type { RankState, SavedTensor } from "../../checkpoints/savedState";
import type { Loads } from "../../launch/loads";
import { EXAMPLE_MODEL } from "./exampleModel";

/** A model that goes on from a checkpoint of itself, for the examples of rules. */
export const RESUMED_MODEL = `${EXAMPLE_MODEL}pipe_parallel_size: 0
model_parallel_size: 1
zero_optimization: {stage: 0}
precision: bfloat16
train_iters: 2000
lr_decay_iters: 2000
load: checkpoints/12-layers
`;

export const RESUMED_CHECKPOINT = "a checkpoint of the model after 1000 iterations, saved without a pipeline";

const FOLDER = "checkpoints/12-layers";

/** What lies in the folder that `RESUMED_MODEL` loads. */
export function exampleCheckpoint(changes: Partial<Checkpoint> = {}): Loads {
  const content: FileContent = { kind: "rank", savedAs: "mp_rank_00_model_states", rank: RANK };
  const found: Checkpoint = {
    folder: FOLDER,
    isThere: true,
    isParentThere: true,
    latest: "global_step1000",
    steps: [1000],
    tag: "global_step1000",
    files: new Map<string, CheckpointFile>([
      ["bf16_zero_pp_rank_0_mp_rank_00_optim_states.pt", { size: 1 }],
      ["mp_rank_00_model_states.pt", { size: 1, content }],
    ]),
    configs: new Map([["model.yml", RESUMED_MODEL]]),
    ...changes,
  };
  const request = { folder: FOLDER, iteration: undefined, isUniversal: false };
  return { checkpoint: { request, found }, datasets: new Map() };
}

/** The same without the states of the random generators. */
export function withoutRandomStates(): Loads {
  return withRank({ rank: { ...RANK, names: new Set(["module"]) } });
}

/** The same after another number of iterations. */
export function atIteration(iteration: number): Loads {
  return withRank({ rank: { ...RANK, iteration } });
}

/** The same with a file that was saved under another name. */
export function savedAs(name: string): Loads {
  return withRank({ savedAs: name });
}

function withRank(changes: Partial<FileContent>): Loads {
  const { checkpoint, ...others } = exampleCheckpoint();
  if (checkpoint === undefined) return others;
  const files = [...checkpoint.found.files].map(([name, file]): [string, CheckpointFile] => [
    name,
    file.content === undefined ? file : { ...file, content: { ...file.content, ...changes } },
  ]);
  return exampleCheckpoint({ files: new Map(files) });
}

const EMBEDDINGS: readonly (readonly [string, readonly number[]])[] = [
  ["word_embeddings.weight", [50_304, 768]],
  ["position_embeddings.weight", [2048, 768]],
];

/** The state of the only rank. */
const RANK: RankState = {
  module: new Map([...layer("0", EMBEDDINGS), ...layers()]),
  dataParallelSize: 1,
  ranks: 1,
  samples: 4000,
  iteration: 1000,
  args: new Map([
    ["num_layers", 12],
    ["hidden_size", 768],
    ["num_attention_heads", 12],
    ["max_position_embeddings", 2048],
  ]),
  schedule: new Map<string, string | number>([
    ["start_lr", 0.001],
    ["min_lr", 0],
    ["warmup_iter", 20],
    ["end_iter", 2000],
    ["decay_style", "linear"],
  ]),
  optimizer: undefined,
  isFp16: false,
  names: new Set(["module", "random_rng_state"]),
};

type Named = readonly [string, SavedTensor];

function layer(place: string, tensors: readonly (readonly [string, readonly number[]])[]): readonly Named[] {
  return tensors.map(([name, shape]) => [`sequential.${place}.${name}`, { shape, type: "bfloat16" }]);
}

function layers(): readonly Named[] {
  return Array.from({ length: 12 }, (_, index) =>
    layer(String(2 + index), [
      ["input_layernorm.weight", [768]],
      ["input_layernorm.bias", [768]],
      ["attention.query_key_value.weight", [2304, 768]],
      ["attention.query_key_value.bias", [2304]],
      ["mlp.linear1.weight", [3072, 768]],
      ["mlp.linear1.bias", [3072]],
      ["mlp.linear2.weight", [768, 3072]],
    ]),
  ).flat();
}
