import type { ConfigFile, Launch } from "../launch/launch";
import { underscored } from "../launch/settings";
import type { Span } from "../yaml/tree";
import type { Finding } from "./finding";

interface HalfReadEntry {
  readonly file: ConfigFile;
  readonly span: Span;
  /** What its value is for; undefined where its key is no text. */
  readonly name: string | undefined;
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
    const { value } = last.key;
    const name = typeof value === "string" ? underscored(value) : undefined;
    return [{ file, span: { start: last.span.start, end }, name }];
  });
}

/** Whether a finding is about such a value, or what depends on it, and not about the break itself. */
export function isAboutHalfRead(
  { file, span, phase, keys }: Finding,
  entries: readonly HalfReadEntry[],
): boolean {
  if (phase === "load") return false;
  const isIn = (it: HalfReadEntry) => it.span.start <= span.start && span.start <= it.span.end;
  return entries.some(
    (it) => (it.file === file && isIn(it)) || (it.name !== undefined && keys.includes(it.name)),
  );
}
