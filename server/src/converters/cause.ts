import type { PythonValue } from "../yaml/value";

/** What a converter does wrong with a model, or what it does not keep of it. */
export interface Cause {
  /** The keys of the config, or flags of the converter, that decide it. */
  readonly keys: readonly string[];
  /** Localised. */
  readonly reason: string;
  /** What to do about it. Localised. */
  readonly remedy: string;
  /** The lines it was read from: `path:line:function` at ea7aefd8. */
  readonly source: string;
  /** The converted model computes the same all the same. */
  readonly isHarmless?: true;
  /** The call, or the files that it gets, can mend it: the training may stay as it is. */
  readonly isMendable?: true;
  /** What NeoX takes for granted and the converter does not: written down, both take the same. */
  readonly writes?: Readonly<Record<string, PythonValue>>;
  /** Flags with which the converter does better; null takes one away. */
  readonly flags?: Readonly<Record<string, string | null>>;
}

/** An exception, as Python prints it. */
export interface PythonError {
  readonly type: string;
  readonly message: string;
  /** The innermost place in gpt-neox: `path:line:function`; null where torch alone raises it. */
  readonly at: string | null;
}

/** Where a conversion ends with an exception, and why. */
export interface Stop extends PythonError {
  readonly causes: readonly Cause[];
  /** `load`: the converter ends well, and NeoX cannot load what it wrote. */
  readonly when: "convert" | "load";
}

/** The converter's exception with its only cause, which lies where it is raised. */
export function stoppedBy(error: PythonError, cause: Omit<Cause, "source">): Stop {
  return { ...error, when: "convert", causes: [{ ...cause, source: error.at ?? "tools/ckpts" }] };
}

/** What becomes of a model that is converted. */
export interface Verdict {
  /** Whether the converter ends without an exception. */
  readonly converts: boolean;
  /** Whether the converted model computes what the first one does. */
  readonly equal: boolean;
  /** The first exception: of the converter, or of NeoX when it loads the result. */
  readonly stop: Stop | undefined;
  /** Everything that stands in the way, in the order in which it would be met. */
  readonly causes: readonly Cause[];
}

/** The verdict over all that a converter meets; exceptions come first. */
export function verdictOf(stops: readonly Stop[], losses: readonly Cause[]): Verdict {
  const stop = stops.find(({ when }) => when === "convert") ?? stops[0];
  return {
    converts: stop?.when !== "convert",
    equal: stop === undefined && losses.every(({ isHarmless }) => isHarmless),
    stop,
    causes: distinct([...(stop?.causes ?? []), ...stops.flatMap(({ causes }) => causes), ...losses]),
  };
}

function distinct(causes: readonly Cause[]): readonly Cause[] {
  return causes.filter((cause, index) => causes.findIndex(({ reason }) => reason === cause.reason) === index);
}

/** The keys that decide: those of the converter's exception, or of everything that the converted model suffers from. */
export function keysOf({ converts, stop, causes }: Verdict): readonly string[] {
  const deciding = converts ? causes : (stop?.causes ?? []);
  return [...new Set(deciding.flatMap(({ keys }) => keys))];
}
