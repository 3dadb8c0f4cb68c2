import { UNKNOWN } from "../../python/unknown";
import { PythonError } from "../../yaml/pythonError";
import { exactInt, isList, type PythonValue } from "../../yaml/value";
import type { Crash, Derivation } from "../derivation";
import type { Launch } from "../launch";
import { holdsFor, MAIN_TARGET, type Target, type Window } from "../target";
import { attentionSteps } from "./attention";
import { batchSteps } from "./batch";
import { checkpointSteps } from "./checkpoint";
import { dataSteps } from "./data";
import { optimizerSteps } from "./optimizer";
import { parallelSteps } from "./parallel";
import { precisionSteps } from "./precision";
import type { Derived, Step, StepInput } from "./step";
import { validationSteps } from "./validation";
import { zeroSteps } from "./zero";

/** In the order in which NeoX takes them, which is the order of the crashes. */
const STEPS: readonly Step[] = [
  ...parallelSteps,
  ...batchSteps,
  ...checkpointSteps,
  ...precisionSteps,
  ...zeroSteps,
  ...optimizerSteps,
  ...attentionSteps,
  ...dataSteps,
  ...validationSteps,
];

const STEPS_BY_VALUE = new Map<string, readonly Step[]>(
  [...new Set(STEPS.flatMap((step) => step.gives))].map((name) => [
    name,
    STEPS.filter((step) => step.gives.includes(name)),
  ]),
);

const DEFAULT_AT = "megatron/neox_arguments/arguments.py:calculate_derived";

/** What NeoX derives from a launch. Each step runs once, when a value of it is first asked for. */
export function derive(launch: Launch): Derivation {
  return new LazyDerivation(launch);
}

type Outcome = Derived | PythonError | undefined;

class LazyDerivation implements Derivation, StepInput {
  readonly #outcomes = new Map<Step, Outcome>();
  readonly #launch: Launch;
  #crashes: readonly Crash[] | undefined;

  constructor(launch: Launch) {
    this.#launch = launch;
  }

  get(name: string): PythonValue | undefined {
    const steps = STEPS_BY_VALUE.get(name);
    if (steps === undefined) return this.#launch.named(name);
    for (const step of steps) {
      const outcome = this.#outcome(step);
      if (outcome instanceof PythonError) return undefined;
      if (outcome !== undefined) return outcome[name];
    }
    return undefined;
  }

  int(name: string): number | undefined {
    return exactInt(this.get(name));
  }

  sources(name: string): readonly string[] {
    const read = new Set<string>();
    this.#collect(name, read, new Set());
    return [...read].filter((it) => it !== name && this.#isGiven(it));
  }

  /** Whether a name is an argument that a person sets. */
  #isGiven(name: string): boolean {
    const argument = this.#launch.catalogue.get(name);
    return argument !== undefined && argument.setBy !== "overwritten";
  }

  /** What NeoX keeps in local variables or overwrites is followed to the arguments that it was made of. */
  #collect(name: string, read: Set<string>, seen: Set<string>): void {
    if (seen.has(name)) return;
    seen.add(name);
    const step = STEPS_BY_VALUE.get(name)?.find((it) => this.#outcome(it) !== undefined);
    if (step === undefined) return;
    const derived = readsOf(step, this, read);
    for (const it of derived) if (!this.#isGiven(it)) this.#collect(it, read, seen);
  }

  get attentionTypes(): readonly string[] | undefined {
    const types = this.get("attention_config");
    return isList(types) && types.every((type) => typeof type === "string") ? types : undefined;
  }

  get dataParallelSize(): number | undefined {
    const size = this.get("dataParallelSize");
    return typeof size === "number" ? size : undefined;
  }

  get crashes(): readonly Crash[] {
    this.#crashes ??= STEPS.flatMap((step) => this.#crash(step) ?? []);
    return this.#crashes;
  }

  given(name: string): PythonValue {
    return known(this.#launch.named(name));
  }

  derived(name: string): PythonValue {
    return known(this.get(name));
  }

  gpus(): bigint {
    if (this.#launch.gpus === undefined) throw UNKNOWN;
    return BigInt(this.#launch.gpus);
  }

  #crash(step: Step): Crash | undefined {
    const outcome = this.#outcome(step);
    if (!(outcome instanceof PythonError)) return undefined;
    const { keys, at = DEFAULT_AT, holds } = step;
    return { keys, at, type: outcome.raises, message: outcome.message, ...(holds && { holds }) };
  }

  #outcome(step: Step): Outcome {
    if (this.#outcomes.has(step)) return this.#outcomes.get(step);
    const outcome = applies(step.holds, this.#launch.target) ? this.#run(step) : undefined;
    this.#outcomes.set(step, outcome);
    return outcome;
  }

  #run(step: Step): Outcome {
    try {
      return step.derive(this);
    } catch (error) {
      if (error === UNKNOWN) return undefined;
      if (error instanceof PythonError) return error;
      throw error;
    }
  }
}

/** Runs a step once more to see what it reads; returns what of it is derived. */
function readsOf(step: Step, input: StepInput, read: Set<string>): ReadonlySet<string> {
  const derived = new Set<string>();
  const recording: StepInput = {
    given(name) {
      read.add(name);
      return input.given(name);
    },
    derived(name) {
      read.add(name);
      derived.add(name);
      return input.derived(name);
    },
    gpus: () => input.gpus(),
  };
  try {
    step.derive(recording);
  } catch (error) {
    // A step that stops Python has read what stopped it.
    if (!(error instanceof PythonError)) throw error;
  }
  return derived;
}

function known(value: PythonValue | undefined): PythonValue {
  if (value === undefined) throw UNKNOWN;
  return value;
}

/** Where the target does not tell, NeoX is taken to be main. */
function applies(window: Window | undefined, target: Target): boolean {
  const holds = holdsFor(window, target);
  return (holds === "sometimes" ? holdsFor(window, MAIN_TARGET) : holds) === "always";
}
