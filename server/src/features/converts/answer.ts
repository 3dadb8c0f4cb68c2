import { type Cause, keysOf, type Verdict } from "../../converters/cause";
import { commandLine, type ToolCall } from "../../converters/tool";

/** One thing that stands in the way, or is lost. */
export interface ReasonJson {
  readonly keys: readonly string[];
  readonly reason: string;
  readonly remedy: string;
  /** `path:line:function` of gpt-neox. */
  readonly source: string;
  /** Whether the converted model computes the same all the same. */
  readonly harmless: boolean;
}

/** What the command prints of a conversion. */
export interface ConvertsAnswer {
  /** Whether the converter ends well. */
  readonly converts: boolean;
  /** Whether the converted model computes the same. */
  readonly equal: boolean;
  /** The Python exception: of the converter, or of NeoX as it loads the result. */
  readonly type: string | null;
  readonly message: string | null;
  readonly at: string | null;
  readonly keys: readonly string[];
  /** The call with which it goes as well as it can. */
  readonly command: string;
  readonly transformers: string;
  readonly reasons: readonly ReasonJson[];
}

export function convertsAnswer(verdict: Verdict, call: ToolCall, transformers: string): ConvertsAnswer {
  const { converts, equal, stop, causes } = verdict;
  const harms = causes.filter(({ isHarmless }) => !isHarmless);
  return {
    converts,
    equal,
    type: stop?.type ?? null,
    message: stop?.message ?? (harms.length === 0 ? null : harms.map(({ reason }) => reason).join(" ")),
    at: stop === undefined ? (harms[0]?.source ?? null) : stop.at,
    keys: keysOf(verdict),
    command: commandLine(mended(call, causes)),
    transformers,
    reasons: causes.map(({ keys, reason, remedy, source, isHarmless }) => {
      return { keys, reason, remedy, source, harmless: isHarmless ?? false };
    }),
  };
}

/** The call with the flags that the remedies name. */
function mended({ tool, flags }: ToolCall, causes: readonly Cause[]): ToolCall {
  const better = new Map(flags);
  for (const [name, value] of causes.flatMap((cause) => Object.entries(cause.flags ?? {}))) {
    if (value === null) better.delete(name);
    else better.set(name, value);
  }
  return { tool, flags: better };
}
