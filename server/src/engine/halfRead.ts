import type { ConfigFile, Launch } from "../launch/launch";
import type { Span } from "../yaml/tree";
import type { Finding } from "./finding";

interface HalfReadEntry {
  readonly file: ConfigFile;
  readonly span: Span;
}

/** The top-level entries at which a file stops being readable: their values may be only half of what is meant. */
export function halfReadEntries(launch: Launch): HalfReadEntry[] {
  return launch.files.flatMap((file) => {
    const { root, problems } = file.document;
    const [problem] = problems;
    if (problem === undefined || root?.kind !== "map") return [];
    const last = root.entries.findLast(({ span }) => span.start <= problem.span.start);
    if (last === undefined) return [];
    // What follows an open bracket is read into it, down to the end of the text.
    const end = Math.max(last.span.end, problem.span.end);
    return [{ file, span: { start: last.span.start, end } }];
  });
}

/** Whether a finding is about such a value, and not about the break itself. */
export function isAboutHalfRead({ file, span, phase }: Finding, entries: readonly HalfReadEntry[]): boolean {
  if (phase === "load") return false;
  return entries.some((it) => it.file === file && it.span.start <= span.start && span.start <= it.span.end);
}
