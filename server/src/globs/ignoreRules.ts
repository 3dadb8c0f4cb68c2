import { type Effort, type Glob, globOf } from "./glob";

/** Lines of an ignore file that are read; nobody writes as many by hand. */
export const MOST_RULES = 1000;

/** Characters of an ignore file that are read; a line that goes beyond is left out. */
const MOST_CHARACTERS = 100_000;

/** Characters of one path that all patterns look at; what is left of the rules then says nothing. */
const MOST_EFFORT = 50_000;

/** What may be done to find out about one path. */
export function effortForPath(): Effort {
  return { left: MOST_EFFORT };
}

interface Rule {
  readonly glob: Glob;
  /** Whether it takes back what a rule before it ignores. */
  readonly isNegative: boolean;
  readonly onlyFolders: boolean;
}

/** The rules of ignore files of one folder, as Git reads them (gitignore(5)). */
export class IgnoreRules {
  readonly #rules: readonly Rule[];

  constructor(texts: readonly string[]) {
    this.#rules = texts.flatMap((text) => readLines(text).split("\n", MOST_RULES).flatMap(ruleOf));
  }

  /** Whether a path from the folder is ignored; undefined where no rule says anything of it. The last rule counts. */
  ignores(path: string, isFolder: boolean, effort = effortForPath()): boolean | undefined {
    const rule = this.#rules.findLast(({ glob, onlyFolders }) => {
      // Also a rule that is dismissed at once is looked at.
      effort.left--;
      return (isFolder || !onlyFolders) && glob.matches(path, effort);
    });
    return rule && !rule.isNegative;
  }
}

function readLines(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  return text.slice(0, text.lastIndexOf("\n", MOST_CHARACTERS) + 1);
}

function ruleOf(line: string): Rule[] {
  const written = withoutEnd(line.replace(/\r$/, ""));
  if (written === "" || written.startsWith("#")) return [];
  const isNegative = written.startsWith("!");
  const pattern = isNegative ? written.slice(1) : written;
  const onlyFolders = pattern.endsWith("/");
  const path = onlyFolders ? pattern.slice(0, -1) : pattern;
  if (path === "") return [];
  // With a slash before its end a pattern begins at the folder of its file; without, it is a name at any depth.
  const glob = path.includes("/") ? path.replace(/^\//, "") : `**/${path}`;
  return [{ glob: globOf(glob), isNegative, onlyFolders }];
}

/** Blanks at the end are dropped, but for one behind a backslash. */
function withoutEnd(line: string): string {
  let end = line.length;
  while (end > 0 && /[ \t]/.test(line.charAt(end - 1)) && line.charAt(end - 2) !== "\\") end--;
  return line.slice(0, end);
}
