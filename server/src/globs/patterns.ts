import { keepNewest } from "../base/keepNewest";
import { type Glob, globOf } from "./glob";

/** Patterns of a user; of more than these the others count for nothing. */
const MOST_PATTERNS = 100;
/** Characters of all that their braces stand for; what is behind them counts for nothing. */
const MOST_CHARACTERS = 100_000;
/** Characters that are looked at for one path: with more it is not named. */
const MOST_LOOKED_AT = 1_000_000;

/** Lists of patterns that are kept: those of a few folders of a workspace. */
const MOST_LISTS = 10;

const known = new Map<string, readonly Glob[]>();

/** Whether one of a user's patterns names a path. */
export function isNamed(path: string, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return false;
  const effort = { left: MOST_LOOKED_AT };
  return globsOf(patterns.slice(0, MOST_PATTERNS)).some((glob) => glob.matches(path, effort));
}

/** Each text of a workspace asks for the same ones, and with each change. */
function globsOf(patterns: readonly string[]): readonly Glob[] {
  const key = patterns.join("\0");
  const globs = known.get(key) ?? read(patterns);
  keepNewest(known, key, globs, MOST_LISTS);
  return globs;
}

function read(patterns: readonly string[]): readonly Glob[] {
  const globs: Glob[] = [];
  let left = MOST_CHARACTERS;
  for (const pattern of patterns) {
    const glob = globOf(pattern, { braces: true });
    left -= glob.length;
    if (left < 0) break;
    globs.push(glob);
  }
  return globs;
}
