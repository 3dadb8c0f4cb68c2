import type { Launch } from "../launch/launch";
import { weightType } from "../model/memory/precision";
import { optimizerTypeOf } from "../model/memory/states/moments";
import { type Era, rateAfter } from "./rates";
import type { SchedulerSettings } from "./settings";

/** Where a run begins: with a new scheduler, or with what it finds in a checkpoint. */
export interface Start {
  /** Iterations that are done. */
  readonly iteration: number;
  /** Iterations that the scheduler has counted. */
  readonly counted: number;
  readonly settings: SchedulerSettings;
  /** What the first update uses in place of the scheduler's own rate. */
  readonly firstRate?: number;
}

/** Why a run stops, in Python's words. */
export interface Stop {
  readonly phase: string;
  readonly type: string;
  readonly message: string;
  /** `file:function` in gpt-neox. */
  readonly at: string;
  /** The iteration in which training stops. */
  readonly iteration?: number;
}

/** What a checkpoint has of the scheduler, in the order in which NeoX compares (learning_rates.py:load_state_dict). */
const COMPARED: readonly (readonly [keyof SchedulerSettings, string])[] = [
  ["startLr", "learning rate"],
  ["minLr", "minimum learning rate"],
  ["warmupIterations", "warmup iterations"],
  ["endIteration", "total number of iterations"],
  ["decayStyle", "decay style"],
];

/** A run that resumes the checkpoint of an iteration, of a run with other settings (megatron/checkpointing.py:load_checkpoint). */
export function resume(
  launch: Launch,
  own: SchedulerSettings,
  checkpoint: { readonly iteration: number; readonly settings: SchedulerSettings },
  era: Era,
): Start | Stop {
  const isFinetuned = launch.get("finetune") === true;
  if (isFinetuned || launch.get("no_load_optim") === true) {
    const counted = 0;
    return lacksMasterCopy(launch)
      ? cannotRefresh(launch)
      : { iteration: isFinetuned ? 0 : checkpoint.iteration, counted, settings: own };
  }
  const settings = settingsOf(launch, own, checkpoint.settings);
  if ("message" in settings) return settings;
  const { iteration } = checkpoint;
  const start = { iteration, counted: iteration, settings };
  if (!loadsRateLast(launch)) return start;
  const saved = rateAfter(iteration, checkpoint.settings, era);
  return saved === undefined ? start : { ...start, firstRate: saved };
}

function settingsOf(
  launch: Launch,
  own: SchedulerSettings,
  saved: SchedulerSettings,
): SchedulerSettings | Stop {
  if (launch.get("override_lr_scheduler") === true) return own;
  if (launch.get("use_checkpoint_lr_scheduler") === true) return saved;
  const differing = COMPARED.find(([name]) => own[name] !== saved[name]);
  if (differing === undefined) return own;
  return {
    phase: "resume",
    type: "AssertionError",
    message: `AnnealingLR: class input valueand checkpoint values for ${differing[1]} do not match`,
    at: "megatron/learning_rates.py:_check_and_set",
  };
}

/** In bfloat16 and with ZeRO the optimizer's state, and its rate, is loaded after the scheduler's. */
export function loadsRateLast(launch: Launch): boolean {
  return weightType(launch) === "bf16" || (launch.derivation.int("zero_stage") ?? 0) > 0;
}

/** In fp32 without ZeRO no wrapper stands around the optimizer. */
function lacksMasterCopy(launch: Launch): boolean {
  return weightType(launch) === "fp32" && (launch.derivation.int("zero_stage") ?? 0) === 0;
}

/** The classes that NeoX builds (megatron/training.py:get_optimizer); with `no_load_optim` always Adam. */
const CLASSES: ReadonlyMap<string, string> = new Map([
  ["lion", "Lion"],
  ["sm3", "SM3"],
  ["cpu_adam", "DeepSpeedCPUAdam"],
  ["cpu_torch_adam", "DeepSpeedCPUAdam"],
  ["madgrad_wd", "madgrad_wd"],
]);

function cannotRefresh(launch: Launch): Stop {
  const built = launch.get("no_load_optim") === true ? "adam" : optimizerTypeOf(launch);
  return {
    phase: "resume",
    type: "AttributeError",
    message: `'${CLASSES.get(built) ?? "FusedAdam"}' object has no attribute 'refresh_fp32_params'`,
    at: "megatron/checkpointing.py:load_checkpoint",
  };
}
