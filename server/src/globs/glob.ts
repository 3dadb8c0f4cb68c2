/**
 * Globs that are matched in as much work as the pattern is long times the path, whatever the pattern: all places of the
 * pattern that the path read so far may have come to are followed at once, so nothing is ever tried again.
 */
export interface Glob {
  /** Nothing matches once the `effort` is spent. */
  matches(path: string, effort?: Effort): boolean;
}

/** How many places of patterns may still be followed; one in brackets counts for all that is in them. */
export interface Effort {
  left: number;
}

/** One step of a pattern. */
type Token =
  /** `work` is what it is to look whether a character is accepted. */
  | { readonly kind: "character"; readonly accepts: (character: string) => boolean; readonly work?: number }
  /** `*`: any characters within a name. */
  | { readonly kind: "star" }
  /** `**`: any characters, slashes too. */
  | { readonly kind: "everything" }
  /** `**` and a slash: any folders, also none. */
  | { readonly kind: "folders" };

/** Patterns that a `{a,b}` stands for; of more the braces count as characters. */
const MOST_ALTERNATIVES = 100;
/** Longer patterns match nothing: no path is as long. */
const LONGEST = 4096;

export interface GlobOptions {
  /** Whether `{yml,yaml}` stands for each of its parts, as in editors and shells; not in ignore files. */
  readonly braces?: boolean;
}

/** A pattern with `*`, `**`, `?`, `[a-z]`, `[!a-z]` and backslashes before what is meant as it is. */
export function globOf(pattern: string, { braces = false }: GlobOptions = {}): Glob {
  const patterns = pattern.length > LONGEST ? [] : braces ? alternatives(pattern) : [pattern];
  const all = patterns.map((each) => ({ end: literalEnd(each), tokens: tokensOf(each) }));
  return {
    matches: (path, effort = { left: Number.POSITIVE_INFINITY }) =>
      all.some(({ end, tokens }) => path.endsWith(end) && isMatch(tokens, path, effort)),
  };
}

/** What a path must end with, at most a name: most patterns are dismissed by it. */
function literalEnd(pattern: string): string {
  let start = pattern.length;
  while (start > 0 && !"*?[]\\{}/".includes(pattern.charAt(start - 1))) start--;
  return pattern.charAt(start - 1) === "\\" ? pattern.slice(start + 1) : pattern.slice(start);
}

function tokensOf(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; ) {
    const [token, length] = tokenAt(pattern, at);
    // Several stars in a row mean what one means.
    if (token.kind === "character" || tokens.at(-1)?.kind !== token.kind) tokens.push(token);
    at += length;
  }
  return tokens;
}

function tokenAt(pattern: string, at: number): readonly [Token, length: number] {
  const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
  if (character === "*") return starAt(pattern, at);
  if (character === "?") return [{ kind: "character", accepts: (it) => it !== "/" }, 1];
  if (character === "[") {
    const set = setAt(pattern, at);
    if (set !== undefined) return set;
  }
  const isEscape = character === "\\" && at + 1 < pattern.length;
  const meant = isEscape ? String.fromCodePoint(pattern.codePointAt(at + 1) ?? 0) : character;
  return [{ kind: "character", accepts: (it) => it === meant }, meant.length + (isEscape ? 1 : 0)];
}

/** Two stars are more than one only where they are all of a part of the path. */
function starAt(pattern: string, at: number): readonly [Token, length: number] {
  const stars = /^\*+/.exec(pattern.slice(at))?.[0].length ?? 1;
  const begins = at === 0 || pattern[at - 1] === "/";
  const next = pattern[at + stars];
  if (stars < 2 || !begins || (next !== undefined && next !== "/")) return [{ kind: "star" }, stars];
  return next === undefined ? [{ kind: "everything" }, stars] : [{ kind: "folders" }, stars + 1];
}

/** `[abc]`, `[a-z]`, `[!a]`, `[^a]`; undefined where the bracket is never closed. */
function setAt(pattern: string, at: number): readonly [Token, length: number] | undefined {
  if (!pattern.includes("]", at + 1)) return undefined;
  const [whole, not, inside = ""] = /^\[([!^]?)(\]?(?:\\.|[^\]\\])*)\]/s.exec(pattern.slice(at)) ?? [];
  if (whole === undefined) return undefined;
  const ranges = [...inside.matchAll(/(\\.|[^\\])(?:-(\\.|[^\\]))?/gsu)].map(([, from = "", to = from]) => ({
    from: from.replace(/^\\/, ""),
    to: to.replace(/^\\/, ""),
  }));
  const work = ranges.length;
  const isIn = (it: string) => ranges.some(({ from, to }) => from <= it && it <= to);
  return [
    { kind: "character", accepts: (it) => it !== "/" && isIn(it) === (not === ""), work },
    whole.length,
  ];
}

function isMatch(tokens: readonly Token[], path: string, effort: Effort): boolean {
  let places = reached(tokens, [0], true);
  for (const character of path) {
    places = reached(tokens, behind(tokens, places, character, effort), character === "/");
    if (effort.left < 0) return false;
    if (places.length === 0) return false;
  }
  return places.at(-1) === tokens.length;
}

/** The places behind one character, in order; one of them may come twice in a row. */
function behind(
  tokens: readonly Token[],
  places: readonly number[],
  character: string,
  effort: Effort,
): number[] {
  const next: number[] = [];
  for (const place of places) {
    const token = tokens[place];
    if (token === undefined) continue;
    effort.left -= (token.kind === "character" && token.work) || 1;
    if (token.kind === "character") {
      if (token.accepts(character)) next.push(place + 1);
    } else if (token.kind !== "star" || character !== "/") next.push(place);
  }
  return next;
}

/** These places and those behind what may be empty there, in order; folders are over only where a name begins. */
function reached(tokens: readonly Token[], from: readonly number[], nameBegins: boolean): readonly number[] {
  const places: number[] = [];
  let last = -1;
  for (const start of from) {
    for (let place = start; ; place++) {
      if (place > last) places.push(place);
      last = Math.max(last, place);
      const kind = tokens[place]?.kind;
      const mayBeEmpty = kind === "star" || kind === "everything" || (kind === "folders" && nameBegins);
      if (!mayBeEmpty) break;
    }
  }
  return places;
}

/** The patterns that braces stand for: `{a,b}` each of its parts, nested ones too. */
function alternatives(pattern: string): readonly string[] {
  const pending = [pattern];
  const done: string[] = [];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const parts = bracesIn(next);
    if (parts === undefined) done.push(next);
    else pending.push(...parts);
    if (pending.length + done.length > MOST_ALTERNATIVES) return [pattern];
  }
  return done;
}

/** The pattern with each part of its first innermost braces; undefined where it has none with a comma. */
function bracesIn(pattern: string): readonly string[] | undefined {
  let open = -1;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === "\\") at++;
    else if (character === "{") open = at;
    else if (character === "}" && open >= 0) {
      const parts = pattern.slice(open + 1, at).split(",");
      if (parts.length > MOST_ALTERNATIVES) return undefined;
      const [before, after] = [pattern.slice(0, open), pattern.slice(at + 1)];
      // Braces around one thing mean themselves.
      if (parts.length === 1) return bracesIn(`${before}\\{${parts[0]}\\}${after}`);
      return parts.map((part) => `${before}${part}${after}`);
    }
  }
  return undefined;
}
