/** What a checkout of gpt-neox did with a launch in a Python, as `ask/verify.py` answers. */
export interface NeoxAnswer {
  readonly python: string;
  /** The version of PyTorch; null where there is none, and no layer can be built. */
  readonly torch: string | null;
  /** Packages that the checkout imports and that were not run: `missing` ones, and those that are there. */
  readonly standIns: { readonly missing: readonly string[]; readonly notRun: readonly string[] };
  readonly verdict?: NeoxVerdict;
  /** Why the checkout could not be asked. */
  readonly failed?: { readonly message: string; readonly frames: readonly string[] };
}

export interface NeoxVerdict {
  readonly launches: boolean;
  /** How far a launch that did not stop was followed: `args`, or one layer of each kind run `forward`. */
  readonly checkedThrough?: "args" | "forward";
  /** The layer kinds that were built and run. */
  readonly built?: readonly string[];
  /** Where it stopped. */
  readonly phase?: "args" | "model";
  readonly type?: string;
  readonly message?: string;
  /** `file:line:function` of the deepest frame in the checkout. */
  readonly at?: string | null;
  /** Those of all its frames, outermost first. */
  readonly frames?: readonly string[];
  /** What was logged as a warning or an error. */
  readonly logged?: readonly string[];
}

/** What is asked: real NeoX, on this machine. */
export interface Asked {
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly gpus: number;
}

/** NeoX was not asked to the end; the message says why. */
export class NotAsked extends Error {
  constructor(
    readonly reason: "noPython" | "time" | "cancelled" | "ended",
    message: string,
  ) {
    super(message);
  }
}

/** Asks the gpt-neox of a checkout; absent where no program can be run. */
export type AskNeox = (
  launch: Asked,
  options: {
    readonly python: string;
    /** Absolute paths: the checkout, and where the launch would run. */
    readonly checkout: string;
    readonly folder: string;
    readonly signal: AbortSignal;
  },
) => Promise<NeoxAnswer>;
