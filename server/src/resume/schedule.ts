import type { PickleValue } from "../checkpoints/pickle/value";
import type { SavedSchedule } from "../checkpoints/savedState";
import type { Launch } from "../launch/launch";
import { isSettled } from "../model/certainty";
import { realNumber } from "../model/sizes";
import type { PythonValue } from "../yaml/value";
import type { ScheduleDifference } from "./stop";

/** A part of the schedule: the scheduler's own name, the words it uses, and the argument it comes from. */
interface Part {
  readonly state: string;
  readonly name: string;
  readonly key: string | ((launch: Launch) => string);
  launched(launch: Launch): PythonValue | undefined;
}

/** In the order in which NeoX compares them (megatron/learning_rates.py:AnnealingLR.load_state_dict). */
const PARTS: readonly Part[] = [
  {
    state: "start_lr",
    name: "learning rate",
    key: "optimizer",
    launched: (launch) => realNumber(launch, "lr"),
  },
  {
    state: "min_lr",
    name: "minimum learning rate",
    key: "min_lr",
    launched: (launch) => realNumber(launch, "min_lr"),
  },
  { state: "warmup_iter", name: "warmup iterations", key: "warmup", launched: warmupIterations },
  { state: "end_iter", name: "total number of iterations", key: decayKey, launched: decayIterations },
  {
    state: "decay_style",
    name: "decay style",
    key: "lr_decay_style",
    launched: (launch) => launch.derivation.get("lr_decay_style"),
  },
];

/** In what a saved schedule is not the launch's. Warmup that only follows the total is left to the total. */
export function differingSchedule(launch: Launch, saved: SavedSchedule): readonly ScheduleDifference[] {
  const found = PARTS.flatMap(({ state, name, key, launched }): ScheduleDifference[] => {
    const [own, kept] = [launched(launch), plain(saved.get(state))];
    if (own === undefined || kept === undefined || own === kept) return [];
    return [{ key: typeof key === "string" ? key : key(launch), name, saved: kept, launched: own }];
  });
  // Another file of the launch may set what this one does not.
  const own = found.filter(({ key }) => isSettled(launch, key));
  return own.filter(({ key }) => key !== "warmup" || !followsTotal(launch, saved));
}

function followsTotal(launch: Launch, saved: SavedSchedule): boolean {
  const [share, warmup, total] = [
    realNumber(launch, "warmup"),
    saved.get("warmup_iter"),
    saved.get("end_iter"),
  ];
  return (
    typeof total === "number" &&
    share !== undefined &&
    share * total === warmup &&
    decayIterations(launch) !== total
  );
}

/** Iterations over which the rate decays (megatron/training.py:get_learning_rate_scheduler at ea7aefd8). */
function decayIterations(launch: Launch): number | undefined {
  const { derivation } = launch;
  if (derivation.get("lr_decay_iters") !== null) return atLeastOne(derivation.int("lr_decay_iters"));
  const total = derivation.int("train_iters");
  if ((derivation.get("lr_decay_fraction") ?? null) === null) return atLeastOne(total);
  const share = realNumber(launch, "lr_decay_fraction");
  return total === undefined || share === undefined ? undefined : atLeastOne(Math.floor(total * share));
}

function decayKey(launch: Launch): string {
  const isSet = (name: string) => (launch.derivation.get(name) ?? null) !== null;
  return ["lr_decay_iters", "lr_decay_fraction"].find(isSet) ?? "train_iters";
}

function warmupIterations(launch: Launch): number | undefined {
  const [share, total] = [realNumber(launch, "warmup"), decayIterations(launch)];
  return share === undefined || total === undefined ? undefined : share * total;
}

function atLeastOne(iterations: number | undefined): number | undefined {
  return iterations === undefined ? undefined : Math.max(1, iterations);
}

function plain(value: PickleValue | undefined): number | string | undefined {
  return typeof value === "number" || typeof value === "string" ? value : undefined;
}
