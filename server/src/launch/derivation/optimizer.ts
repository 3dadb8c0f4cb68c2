import { dictGet, lower, subscript, toInt } from "../../python/access";
import { multiply } from "../../python/arithmetic";
import { truthy } from "../../python/compare";
import type { PythonDict, PythonValue } from "../../yaml/value";
import { assume, type Step, type StepInput } from "./step";

const DEFAULT_TYPE = "Adam";
const DEFAULT_LR = 0.001;
/** What NeoX takes when the config has no optimizer; of its parameters it reads only the learning rate. */
const DEFAULT_OPTIMIZER: PythonDict = new Map<PythonValue, PythonValue>([
  ["type", DEFAULT_TYPE],
  ["params", new Map([["lr", DEFAULT_LR]])],
]);

/** Optimizer, learning rate and loss scale (megatron/neox_arguments/arguments.py:1047-1080). */
export const optimizerSteps: readonly Step[] = [
  {
    gives: ["optimizer_type"],
    keys: ["optimizer"],
    derive: (input) => ({ optimizer_type: dictGet(optimizer(input), "type", DEFAULT_TYPE) }),
  },
  {
    gives: ["lr"],
    keys: ["optimizer"],
    derive: (input) => {
      input.derived("optimizer_type");
      return { lr: dictGet(subscript(optimizer(input), "params"), "lr", DEFAULT_LR) };
    },
  },
  {
    gives: ["isOneBitAdam"],
    keys: ["optimizer"],
    derive: (input) => ({ isOneBitAdam: lower(input.derived("optimizer_type")) === "onebitadam" }),
  },
  { gives: ["scheduler"], keys: ["train_iters", "warmup", "lr_decay_iters"], derive: scheduler },
  {
    gives: ["dynamic_loss_scale"],
    keys: ["loss_scale"],
    derive: (input) => ({ dynamic_loss_scale: input.given("loss_scale") === null }),
  },
];

function optimizer(input: StepInput): PythonValue {
  const given = input.given("optimizer");
  return truthy(given) ? given : DEFAULT_OPTIMIZER;
}

/** OneBitAdam takes DeepSpeed's own schedule, which NeoX writes for it. */
function scheduler(input: StepInput) {
  if (!truthy(input.derived("isOneBitAdam"))) return { scheduler: input.given("scheduler") };
  const iterations = input.given("train_iters");
  // A rule tells when there are none; before a6d6af0e that was a TypeError of the product below.
  assume(iterations !== null);
  const decay = input.given("lr_decay_iters");
  const params: PythonDict = new Map<PythonValue, PythonValue>([
    ["warmup_min_lr", 0n],
    ["warmup_max_lr", input.derived("lr")],
    ["warmup_num_steps", toInt(multiply(iterations, input.given("warmup")))],
    ["total_num_steps", truthy(decay) ? decay : iterations],
  ]);
  const schedule = new Map<PythonValue, PythonValue>([
    ["type", "WarmupDecayLR"],
    ["params", params],
  ]);
  return { scheduler: schedule };
}
