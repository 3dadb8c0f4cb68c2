import { ownValue } from "../../base/ownValue";
import type { Launch } from "../../launch/launch";
import { numberOf, truthy } from "../../python/compare";
import { isDict, isList, type PythonValue } from "../../yaml/value";
import { isInference } from "./isTraining";
import { optimizerType } from "./optimizerType";
import { zeroStage } from "./zeroStage";

/** What a parameter of an optimizer may hold. */
export type Wanted = "number" | "atLeast0" | "below1" | "pair" | "unitPair" | "off";

/** When it is looked at: as the optimizer is made, or as it first steps. */
type Moment = "made" | "stepped";

interface Demand {
  readonly wanted: Wanted;
  readonly moment: Moment;
}

/** A value in `optimizer.params` that the optimizer's class stops at. */
export interface RefusedParameter {
  readonly key: string;
  readonly value: PythonValue;
  readonly wanted: Wanted;
  readonly moment: Moment;
  readonly raises: string;
}

const SM3 = { momentum: made("below1"), beta: made("below1"), eps: made("atLeast0") };
const CPU_ADAM = { betas: made("pair"), eps: made("number") };

/** The classes as NeoX's megatron/optimizers.py and DeeperSpeed 91d1c55b have them; apex's Adam does as DeepSpeed's. */
const DEMANDS: Readonly<Record<string, Readonly<Record<string, Demand>>>> = {
  adam: { betas: stepped("pair"), eps: stepped("number"), amsgrad: made("off") },
  cpu_adam: CPU_ADAM,
  cpu_torch_adam: CPU_ADAM,
  lion: { betas: made("unitPair") },
  lion_with_zero: { betas: stepped("pair") },
  sm3: SM3,
  madgrad_wd: { momentum: made("below1"), eps: made("atLeast0") },
};

function made(wanted: Wanted): Demand {
  return { wanted, moment: "made" };
}

function stepped(wanted: Wanted): Demand {
  return { wanted, moment: "stepped" };
}

/** The class that a training builds; undefined where it is not known, or where NeoX builds a stand-in. */
export function optimizerClass(launch: Launch): string | undefined {
  if (isInference(launch) || launch.get("no_load_optim") !== false) return undefined;
  const type = optimizerType(launch);
  if (type === "lion" && zeroStage(launch) !== 0) return "lion_with_zero";
  const isOtherAdam = launch.get("use_mup") === true || launch.get("use_bnb_optimizer") === true;
  return type === "adam" && isOtherAdam ? undefined : type;
}

/** The first value that the optimizer of this launch stops at. */
export function refusedParameter(launch: Launch): RefusedParameter | undefined {
  const name = optimizerClass(launch);
  const optimizer = launch.get("optimizer");
  const params = isDict(optimizer) ? optimizer.get("params") : undefined;
  const demands = name === undefined ? undefined : ownValue(DEMANDS, name);
  if (demands === undefined || !isDict(params)) return undefined;
  const refused = Object.entries(demands).flatMap(([key, demand]) => {
    const value = params.get(key);
    const raises = value === undefined ? undefined : RAISES[demand.wanted](value, demand.moment);
    return value === undefined || raises === undefined ? [] : [{ key, value, raises, ...demand }];
  });
  return refused.find(({ moment }) => moment === "made") ?? refused[0];
}

/** Whether an optimizer that wants this takes a value, whenever it looks. */
export function isTaken(wanted: Wanted, value: PythonValue): boolean {
  return RAISES[wanted](value, "made") === undefined;
}

/** Where NeoX then is. */
export function stopAt(
  launch: Launch,
  { moment, raises }: RefusedParameter,
): {
  readonly phase: "optimizer" | "engine" | "train";
  readonly neox: { readonly at: string; readonly raises: string };
} {
  if (moment === "made")
    return { phase: "optimizer", neox: { at: "megatron/training.py:get_optimizer", raises } };
  if (stepsAsItStarts(launch))
    return { phase: "engine", neox: { at: "megatron/training.py:setup_model_and_optimizer", raises } };
  return { phase: "train", neox: { at: "megatron/training.py:train_step", raises } };
}

/** DeepSpeed lets the optimizer make its state by a first step in fp16 without ZeRO, and with ZeRO 3. */
function stepsAsItStarts(launch: Launch): boolean {
  const stage = zeroStage(launch);
  return stage === 3 || (stage === 0 && launch.derivation.get("precision") === "fp16");
}

/** The exception for a value that is not what is wanted. */
const RAISES: Readonly<Record<Wanted, (value: PythonValue, moment: Moment) => string | undefined>> = {
  number: (value) => (numberOf(value) === undefined ? "TypeError" : undefined),
  atLeast0: inRange((it) => it >= 0),
  below1: inRange((it) => it >= 0 && it < 1),
  pair: pairRaises,
  unitPair: unitPairRaises,
  off: (value) => (truthy(value) ? "RuntimeError" : undefined),
};

function inRange(isIn: (number: number) => boolean): (value: PythonValue) => string | undefined {
  return (value) => {
    const number = numberOf(value);
    if (number === undefined) return "TypeError";
    return isIn(Number(number)) ? undefined : "ValueError";
  };
}

/** `betas[0], betas[1]` where it is made, `beta1, beta2 = betas` where it is stepped; both go on to a C++ function of numbers. */
function pairRaises(value: PythonValue, moment: Moment): string | undefined {
  if (!isList(value) && typeof value !== "string") return notSubscripted(value);
  if (value.length < 2 && moment === "made") return "IndexError";
  if (value.length !== 2 && moment === "stepped") return "ValueError";
  if (typeof value === "string") return "TypeError";
  return value.slice(0, 2).some((it) => numberOf(it) === undefined) ? "TypeError" : undefined;
}

const UNIT = inRange((it) => it >= 0 && it <= 1);

/** `0 <= betas[0] <= 1 and 0 <= betas[1] <= 1` */
function unitPairRaises(value: PythonValue): string | undefined {
  if (typeof value === "string") return value === "" ? "IndexError" : "TypeError";
  if (!isList(value)) return notSubscripted(value);
  if (value.length < 2) return "IndexError";
  const raised = value.slice(0, 2).map(UNIT);
  return raised.find((it) => it !== undefined);
}

/** Neither indexed nor unpacked. What else there is in YAML (sets, tuples) nobody has tried. */
function notSubscripted(value: PythonValue): string | undefined {
  return value === null || numberOf(value) !== undefined ? "TypeError" : undefined;
}
