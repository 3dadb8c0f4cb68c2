import {
  array,
  boolean,
  exactOptional,
  type InferOutput,
  nullable,
  object,
  parseJson,
  picklist,
  pipe,
  regex,
  safeParse,
  string,
} from "valibot";

const TEXTS = array(string());

/** The name of a package or a version: any other is not of our program, and would be shown. */
const WORD = pipe(string(), regex(/^[\w.+-]+$/));

const VERDICT = object({
  launches: boolean(),
  /** How far a launch that did not stop was followed: `args`, or one layer of each kind run `forward`. */
  checkedThrough: exactOptional(picklist(["args", "forward"])),
  /** The layer kinds that were built and run. */
  built: exactOptional(TEXTS),
  /** Where it stopped. */
  phase: exactOptional(picklist(["args", "model"])),
  type: exactOptional(string()),
  message: exactOptional(string()),
  /** `file:line:function` of the deepest frame in the checkout. */
  at: exactOptional(nullable(string())),
  /** Those of all its frames, outermost first. */
  frames: exactOptional(TEXTS),
  /** What was logged as a warning or an error. */
  logged: exactOptional(TEXTS),
});

/** What a checkout of gpt-neox did with a launch in a Python, as `ask/verify.py` answers. */
const ANSWER = object({
  python: WORD,
  /** The version of PyTorch; null where there is none, and no layer can be built. */
  torch: nullable(WORD),
  /** Packages that the checkout imports and that were not run: `missing` ones, and those that are there. */
  standIns: object({ missing: array(WORD), notRun: array(WORD) }),
  verdict: exactOptional(VERDICT),
  /** Why the checkout could not be asked. */
  failed: exactOptional(object({ message: string(), frames: TEXTS })),
});

export type NeoxAnswer = InferOutput<typeof ANSWER>;

export type NeoxVerdict = InferOutput<typeof VERDICT>;

/** Reads what was printed; undefined for anything else, which code of the checkout may have printed. */
export function readAnswer(text: string): NeoxAnswer | undefined {
  const read = safeParse(pipe(string(), parseJson(), ANSWER), text);
  return read.success ? read.output : undefined;
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
