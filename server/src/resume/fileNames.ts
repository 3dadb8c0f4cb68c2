import { type Checkpoint, kindOf } from "../checkpoints/checkpoint";
import type { Launch } from "../launch/launch";

/** The files of the ranks of a checkpoint, in order. */
export function rankFiles({ files }: Checkpoint): readonly string[] {
  return [...files.keys()].filter((name) => kindOf(name) === "rank");
}

/** Names of one kind that a launch asks for: more files than a checkpoint has of it, whatever its config says. */
const MOST_NAMES = 100_000;

/** The files of the layers of a pipeline that a launch asks for, in its order; the first of them where there are very many. */
export function* layerFiles(launch: Launch, modelParallelSize: number): Generator<string> {
  let left = MOST_NAMES;
  for (const place of layerPlaces(launch)) {
    for (let rank = 0; rank < modelParallelSize; rank++) {
      if (left-- === 0) return;
      yield layerFile(place, rank);
    }
  }
}

/** The place of the last layer that has weights. */
export function lastPlace(launch: Launch): number | undefined {
  const count = pipelineLayers(launch);
  return count === undefined ? undefined : count + (hasOutputLayer(launch) ? 4 : 3);
}

/** The file of a layer of a pipeline, by its place and the model-parallel rank (deepspeed/runtime/pipe/module.py:ckpt_layer_path). */
function layerFile(place: number, rank: number): string {
  return `layer_${padded(place)}-model_${padded(rank)}-model_states.pt`;
}

/**
 * The places of the layers of a launch that have weights, in a pipeline's list: the embedding, a function, the layers,
 * a function, the norm, and the output layer where it is not tied (megatron/model/gpt2_model.py:init_specs).
 */
function* layerPlaces(launch: Launch): Generator<number> {
  const count = pipelineLayers(launch);
  if (count === undefined) return;
  yield 0;
  for (let layer = 0; layer < count; layer++) yield 2 + layer;
  yield count + 3;
  if (hasOutputLayer(launch)) yield count + 4;
}

/** Undefined where the places are others. */
function pipelineLayers(launch: Launch): number | undefined {
  const count = launch.derivation.int("num_layers");
  return count === undefined || count < 1 || launch.derivation.get("soft_prompt_tuning") !== null
    ? undefined
    : count;
}

const hasOutputLayer = (launch: Launch) => launch.derivation.get("no_weight_tying") === true;

/** The optimizer's file of every rank, or of the first of very many, each with the name that older versions gave it (engine.py:_get_all_zero_checkpoint_names). */
export function optimizerFiles(
  isBfloat16: boolean,
  dataParallelSize: number,
  ranks: number,
): readonly (readonly [string, string])[] {
  return Array.from({ length: Math.min(dataParallelSize * ranks, MOST_NAMES) }, (_, index) => {
    const stem = `${isBfloat16 ? "bf16_" : ""}zero_pp_rank_${index % dataParallelSize}_mp_rank_${padded(Math.floor(index / dataParallelSize))}`;
    return [`${stem}_optim_states.pt`, `${stem}optim_states.pt`] as const;
  });
}

function padded(number: number): string {
  return String(number).padStart(2, "0");
}
