/** A place in gpt-neox or DeepSpeed that a text of this project names. */
export interface Reference {
  /** Relative to a checkout, or its last part alone: `transformer.py`. */
  readonly file: string;
  /** One-based; undefined when only a function is named. */
  readonly line?: number;
  /** The last line of a stretch of lines. */
  readonly lastLine?: number;
  readonly function?: string;
  /** The commit that the text says it is at; undefined for the one that the project describes. */
  readonly commit?: string;
}

const REFERENCE =
  /(?<file>[A-Za-z_][\w/]*\.py):(?:(?<line>\d+)(?:-(?<last>\d+))?)?(?::?(?<function>[A-Za-z_]\w*))?(?:\\?`?,? at (?<commit>[0-9a-f]{7,12})\b)?/g;

/** The references in a text: `file.py:12`, `file.py:12-15`, `file.py:function`, `file.py:12:function`, each maybe `at COMMIT`. */
export function referencesIn(text: string): readonly Reference[] {
  return [...text.matchAll(REFERENCE)].flatMap(({ groups }) => {
    const { file = "", line, last, function: name, commit } = groups ?? {};
    if (line === undefined && name === undefined) return [];
    return [
      {
        file,
        ...(line !== undefined && { line: Number(line) }),
        ...(last !== undefined && { lastLine: Number(last) }),
        ...(name !== undefined && { function: name }),
        ...(commit !== undefined && { commit }),
      },
    ];
  });
}

/** The first and last line of each definition of a function or class of that name; one-based. */
export function definitionsOf(
  lines: readonly string[],
  name: string,
): readonly (readonly [number, number])[] {
  const heading = new RegExp(`^(\\s*)(?:async\\s+)?(?:def|class)\\s+${name}\\b`);
  return lines.flatMap((line, index) => {
    const indent = heading.exec(line)?.[1]?.length;
    if (indent === undefined) return [];
    // What stands as far left as the definition, but for the bracket that closes its parameters, comes after it.
    const after = lines.findIndex(
      (it, at) => at > index && it.trim() !== "" && !/^\s*[)#]/.test(it) && indentOf(it) <= indent,
    );
    return [[index + 1, after === -1 ? lines.length : after] as const];
  });
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** What is wrong with a reference in the text of its file; undefined where it holds. */
export function problemIn(text: string, { line, lastLine, function: name }: Reference): string | undefined {
  const lines = text.split("\n");
  if ((lastLine ?? line ?? 0) > lines.length) return `the file has ${lines.length} lines`;
  if (line !== undefined && lastLine === undefined && lines[line - 1]?.trim() === "")
    return "the line is empty";
  if (name === undefined) return undefined;
  const definitions = definitionsOf(lines, name);
  if (definitions.length === 0) return `there is no ${name}`;
  const isInside = line === undefined || definitions.some(([from, to]) => from <= line && line <= to);
  return isInside
    ? undefined
    : `the line is not in ${name}, which is at ${definitions.map(([from]) => from).join(", ")}`;
}

/**
 * The line of the new text that holds what a line of the old one held; undefined when it was changed or is gone. Of
 * equal lines the one whose neighbours are alike counts, then the nearest to where it would be.
 */
export function movedLine(before: string, after: string, line: number): number | undefined {
  const [old, current] = [before.split("\n"), after.split("\n")];
  const wanted = old[line - 1]?.trim();
  const candidates = current.flatMap((text, index) => (text.trim() === wanted ? [index + 1] : []));
  const likeness = (at: number) =>
    [-3, -2, -1, 1, 2, 3].filter((by) => old[line - 1 + by]?.trim() === current[at - 1 + by]?.trim()).length;
  return candidates.sort((a, b) => likeness(b) - likeness(a) || Math.abs(a - line) - Math.abs(b - line))[0];
}
