import type { NeoxModel } from "../neoxModel";
import { HF_TO_SEQUENTIAL, type Tool, type ToolFlags } from "../tool";
import type { HfModel } from "./hfModel";

/** One call of a converter that writes a checkpoint for NeoX. */
export interface ToNeox {
  readonly tool: Tool;
  readonly flags: ToolFlags;
  /** The model that NeoX builds of the config and loads the checkpoint into. */
  readonly model: NeoxModel;
  /** The model that is converted. */
  readonly hf: HfModel;
  /** Names in the folder of the raw weights, where somebody looked. */
  readonly rawFiles: readonly string[] | undefined;
}

/** The script of a tool, as sources name it. */
export function scriptOf({ name }: Tool): string {
  return `tools/ckpts/${name}.py`;
}

/** Model-parallel ranks that the checkpoint is written for; convert_hf_to_sequential.py takes those of the config. */
export function ranksWritten({ tool, flags, model }: ToNeox): number {
  if (tool === HF_TO_SEQUENTIAL) return model.modelParallelSize;
  return Number(flags.get("--tp") ?? flags.get("--num_output_shards") ?? 1);
}
