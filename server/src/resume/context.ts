import type { Checkpoint } from "../checkpoints/checkpoint";
import type { Launch } from "../launch/launch";
import { isInference } from "../model/run/isTraining";
import { truthy } from "../python/compare";
import { savedLaunchOf } from "./savedLaunch";
import { type SavedModel, savedModelOf } from "./savedModel";
import type { OptimizerForm } from "./stop";

/** A launch and the checkpoint that it loads, with what decides how. */
export interface LoadContext {
  readonly launch: Launch;
  readonly checkpoint: Checkpoint;
  /** Undefined where no file of a rank could be opened. */
  readonly model: SavedModel | undefined;
  /** Undefined where the configs of the saving launch are not kept. */
  readonly savedLaunch: Launch | undefined;
  /** Whether layers are saved and loaded one by one: `pipe_parallel_size` of 1 and more. */
  readonly isPipeline: boolean;
  readonly pipeParallelSize: number;
  readonly modelParallelSize: number;
  readonly zeroStage: number;
  readonly form: OptimizerForm;
  /** Whether only weights are loaded, neither the optimizer's state nor the schedule's. */
  readonly isModuleOnly: boolean;
  readonly isFinetuning: boolean;
  /** For text generation and evaluation there is no optimizer. */
  readonly isTraining: boolean;
}

export function contextOf(launch: Launch, checkpoint: Checkpoint): LoadContext {
  const { derivation } = launch;
  const isOn = (name: string) => truthy(derivation.get(name) ?? null);
  const pipeParallelSize = derivation.int("pipe_parallel_size") ?? 0;
  const zeroStage = derivation.int("zero_stage") ?? 0;
  return {
    launch,
    checkpoint,
    model: savedModelOf(checkpoint),
    savedLaunch: savedLaunchOf(checkpoint, launch),
    isPipeline: pipeParallelSize >= 1,
    pipeParallelSize,
    modelParallelSize: derivation.int("model_parallel_size") ?? 1,
    zeroStage,
    form: formOf(derivation.get("precision"), zeroStage),
    isModuleOnly: isOn("finetune") || isOn("no_load_optim"),
    isFinetuning: isOn("finetune"),
    isTraining: !isInference(launch),
  };
}

function formOf(precision: unknown, zeroStage: number): OptimizerForm {
  if (precision === "bfloat16") return "bfloat16";
  if (zeroStage > 0) return "zero";
  return precision === "fp16" ? "fp16" : "plain";
}
