import { type Checkpoint, kindOf } from "../checkpoints/checkpoint";
import type { Launch } from "../launch/launch";

/** The files of the ranks of a checkpoint, in order. */
export function rankFiles({ files }: Checkpoint): readonly string[] {
  return [...files.keys()].filter((name) => kindOf(name) === "rank");
}

/** The file of a layer of a pipeline, by its place and the model-parallel rank (deepspeed/runtime/pipe/module.py:ckpt_layer_path). */
export function layerFile(place: number, rank: number): string {
  return `layer_${padded(place)}-model_${padded(rank)}-model_states.pt`;
}

/**
 * The places of the layers of a launch that have weights, in a pipeline's list: the embedding, a function, the layers,
 * a function, the norm, and the output layer where it is not tied (megatron/model/gpt2_model.py:init_specs).
 */
export function layerPlaces(launch: Launch): readonly number[] | undefined {
  const count = launch.derivation.int("num_layers");
  if (count === undefined || count < 1 || launch.derivation.get("soft_prompt_tuning") !== null)
    return undefined;
  const layers = Array.from({ length: count }, (_, layer) => 2 + layer);
  const hasOutput = launch.derivation.get("no_weight_tying") === true;
  return [0, ...layers, count + 3, ...(hasOutput ? [count + 4] : [])];
}

/** The optimizer's file of every rank, each with the name that older versions gave it (engine.py:_get_all_zero_checkpoint_names). */
export function optimizerFiles(
  isBfloat16: boolean,
  dataParallelSize: number,
  ranks: number,
): readonly (readonly [string, string])[] {
  return Array.from({ length: dataParallelSize * ranks }, (_, index) => {
    const stem = `${isBfloat16 ? "bf16_" : ""}zero_pp_rank_${index % dataParallelSize}_mp_rank_${padded(Math.floor(index / dataParallelSize))}`;
    return [`${stem}_optim_states.pt`, `${stem}optim_states.pt`] as const;
  });
}

function padded(number: number): string {
  return String(number).padStart(2, "0");
}
