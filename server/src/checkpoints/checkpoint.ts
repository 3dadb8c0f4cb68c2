import type { RankState, SavedOptimizer, SavedTensors } from "./savedState";

/** What lies in the folder of `load`, as far as a launch would look at it. */
export interface Checkpoint {
  /** Where the launch says that it lies. */
  readonly folder: string;
  readonly isThere: boolean;
  /** Whether the folder is there that it lies in, or would. */
  readonly isParentThere: boolean;
  /** What the file `latest` says, or `latest_universal` for a universal checkpoint; undefined where there is none. */
  readonly latest: string | undefined;
  /** The steps that are there, by the numbers of their `global_step` folders, in order. */
  readonly steps: readonly number[];
  /** The folder that would be loaded: of the wanted iteration, else what `latest` says. */
  readonly tag: string | undefined;
  /** The files of that folder by name. */
  readonly files: ReadonlyMap<string, CheckpointFile>;
  /** The texts of the configs that NeoX saved beside the weights, by name. */
  readonly configs: ReadonlyMap<string, string>;
}

export interface CheckpointFile {
  /** In bytes; undefined where it was not looked at. */
  readonly size?: number;
  /** Undefined where it was not opened. */
  readonly content?: FileContent;
  /** Why it cannot be opened. */
  readonly problem?: string;
}

/** A file of a rank or of a layer that could be opened. */
export interface FileContent {
  readonly kind: FileKind;
  /** The name without ending under which it was saved, where its format keeps it. */
  readonly savedAs?: string;
  readonly damaged?: string;
  /** The weights of a layer, by name. */
  readonly tensors?: SavedTensors;
  /** The state of a rank. */
  readonly rank?: RankState;
  /** The optimizer of a rank, where ZeRO or bfloat16 keeps it apart. */
  readonly optimizer?: SavedOptimizer;
}

/** What a file of a checkpoint is by its name. */
export type FileKind = "rank" | "layer" | "optimizer";

/**
 * By DeepSpeed's patterns (deepspeed/runtime/engine.py:_get_ckpt_name, _get_rank_zero_ckpt_name; pipe/module.py:ckpt_layer_path).
 * ZeRO 3 keeps a rank's state with the number of its data-parallel rank.
 */
const KINDS: readonly (readonly [FileKind, RegExp])[] = [
  ["rank", /^(?:zero_pp_rank_\d+_)?mp_rank_\d+_model_states\.pt$/],
  ["layer", /^layer_\d+-model_\d+-model_states\.pt$/],
  ["optimizer", /^(?:bf16_)?zero_pp_rank_\d+_mp_rank_\d+_?optim_states\.pt$/],
];

export function kindOf(name: string): FileKind | undefined {
  return KINDS.find(([, pattern]) => pattern.test(name))?.[0];
}

/** The number of layer and of model-parallel rank in the name of a layer's file. */
export function layerOf(name: string): { readonly layer: number; readonly rank: number } | undefined {
  const found = /^layer_(\d+)-model_(\d+)-/.exec(name);
  const [layer, rank] = [Number(found?.[1]), Number(found?.[2])];
  return Number.isSafeInteger(layer) && Number.isSafeInteger(rank) ? { layer, rank } : undefined;
}

/** As NeoX names the folder of a step (megatron/checkpointing.py:save_checkpoint). */
const NAME_OF_STEP = /^global_step\d+$/;

/**
 * The name of the folder that would be loaded, as far as a message may repeat it. A config may name any folder, and
 * `latest` there may be a link to any file, in a stranger's pull request to one of secrets: of its text only a name is
 * repeated that NeoX gives, or that of a folder which is there.
 */
export function nameOfStep({ tag, files, configs }: Checkpoint): string | undefined {
  const isThere = files.size > 0 || configs.size > 0;
  return tag !== undefined && (isThere || NAME_OF_STEP.test(tag)) ? tag : undefined;
}
