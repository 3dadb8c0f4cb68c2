/**
 * Globs that are matched in little work, whatever the pattern: a star takes as little as it can, and where that leads
 * nowhere only the last one takes more, for what those before it could take leaves less to the rest.
 */
export interface Glob {
  /** In characters, of all patterns that its braces stand for. */
  readonly length: number;
  /** Nothing matches once the `effort` is spent. */
  matches(path: string, effort?: Effort): boolean;
}

/** How many characters may still be looked at; one in brackets counts for all that is in them. */
export interface Effort {
  left: number;
}

/** One step of a pattern. */
type Token =
  /** As it is; it ends where a name does. */
  | { readonly kind: "text"; readonly text: string }
  /** `?`: any character of a name. */
  | { readonly kind: "character" }
  /** One of those in brackets, or none of them; `ends` are the first and the last of each range. */
  | { readonly kind: "set"; readonly ends: readonly string[]; readonly isNot: boolean }
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
  let read: readonly Alternative[] | undefined;
  return {
    length: patterns.reduce((sum, each) => sum + each.length, 0),
    matches(path, effort = { left: Number.POSITIVE_INFINITY }) {
      read ??= patterns.map(alternativeOf);
      return read.some(
        ({ end, tokens, shortest }) =>
          shortest <= path.length && path.endsWith(end) && isMatch(tokens, path, effort),
      );
    },
  };
}

/** One of the patterns that braces stand for. */
interface Alternative {
  readonly end: string;
  readonly tokens: readonly Token[];
  readonly shortest: number;
}

function alternativeOf(pattern: string): Alternative {
  const tokens = tokensOf(pattern);
  const shortest = tokens.reduce((sum, token) => sum + shortestOf(token), 0);
  return { end: literalEnd(pattern), tokens, shortest };
}

/** So many characters of a path it takes at least. */
function shortestOf(token: Token): number {
  if (token.kind === "text") return token.text.length;
  return isOfCharacters(token) ? 1 : 0;
}

/** What a path must end with, at most a name: most patterns are dismissed by it. */
function literalEnd(pattern: string): string {
  let start = pattern.length;
  while (start > 0 && !"*?[]\\{}/".includes(pattern.charAt(start - 1))) start--;
  return pattern.charAt(start - 1) === "\\" ? pattern.slice(start + 1) : pattern.slice(start);
}

function tokensOf(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  const lastClose = lastUnescaped(pattern, "]");
  for (let at = 0; at < pattern.length; ) {
    const [token, length] = tokenAt(pattern, at, lastClose);
    // Several stars in a row mean what one means.
    if (isOfCharacters(token) || tokens.at(-1)?.kind !== token.kind) tokens.push(token);
    at += length;
  }
  return tokens;
}

function isOfCharacters({ kind }: Token): boolean {
  return kind === "text" || kind === "character" || kind === "set";
}

/** Where a character stands for the last time without a backslash before it; -1 where it does not. */
function lastUnescaped(pattern: string, character: string): number {
  let last = -1;
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === "\\") at++;
    else if (pattern[at] === character) last = at;
  }
  return last;
}

/** Characters that mean themselves, up to the end of a name. */
const PLAIN = /[^*?[\\/]+\/?|\//y;
/** One for all: a pattern may have thousands. */
const ANY: Token = { kind: "character" };

function tokenAt(pattern: string, at: number, lastClose: number): readonly [Token, length: number] {
  PLAIN.lastIndex = at;
  const [text] = PLAIN.exec(pattern) ?? [];
  if (text !== undefined) return [{ kind: "text", text }, text.length];
  if (pattern[at] === "*") return starAt(pattern, at);
  if (pattern[at] === "?") return [ANY, 1];
  // A bracket that is never closed is one, and the search for its end would be long.
  if (pattern[at] === "[" && at < lastClose) {
    const set = setAt(pattern, at);
    if (set !== undefined) return set;
  }
  const escapes = pattern[at] === "\\" && at + 1 < pattern.length ? 1 : 0;
  const meant = pattern.slice(at + escapes, at + escapes + characterLength(pattern, at + escapes));
  return [{ kind: "text", text: meant }, escapes + meant.length];
}

/** Of a character at a place, which may be one of two halves. */
function characterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
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
  const [whole, not, inside = ""] = /^\[([!^]?)(\]?(?:\\.|[^\]\\])*)\]/s.exec(pattern.slice(at)) ?? [];
  if (whole === undefined) return undefined;
  const ends: string[] = [];
  for (const [, from = "", to = from] of inside.matchAll(/(\\.|[^\\])(?:-(\\.|[^\\]))?/gsu))
    ends.push(from.replace(/^\\/, ""), to.replace(/^\\/, ""));
  // A list that grew has room for more, and there may be thousands.
  return [{ kind: "set", ends: [...ends], isNot: not !== "" }, whole.length];
}

/** A place in a pattern, and the one in a path that it has come to. */
interface Place {
  readonly token: number;
  readonly at: number;
}

function isMatch(tokens: readonly Token[], path: string, effort: Effort): boolean {
  let [token, at] = [0, 0];
  /** Behind the last star of this name, and behind the last that stands for folders. */
  let star: Place | undefined;
  let folders: Place | undefined;
  for (;;) {
    const next = tokens[token];
    if (next?.kind === "everything" || (next === undefined && at === path.length)) return true;
    const taken = next === undefined ? 0 : takenBy(next, path, at, effort);
    if (effort.left < 0) return false;
    if (next?.kind === "star") star = { token: ++token, at };
    else if (next?.kind === "folders") folders = { token: ++token, at };
    else if (taken > 0) {
      token++;
      at += taken;
      // What a star took of a name is of no matter behind that name.
      if (path[at - 1] === "/") star = undefined;
    } else {
      star = star && withCharacter(star, path);
      if (star === undefined) folders = folders && withFolder(folders, path);
      const again = star ?? folders;
      if (again === undefined) return false;
      ({ token, at } = again);
    }
  }
}

/** How many characters of a path at a place a step takes that is of characters; 0 where it takes none. */
function takenBy(token: Token, path: string, at: number, effort: Effort): number {
  effort.left -= (token.kind === "set" && token.ends.length / 2) || 1;
  if (token.kind === "text") {
    const { text } = token;
    let same = 0;
    while (same < text.length && text[same] === path[at + same]) same++;
    effort.left -= same;
    return same === text.length ? same : 0;
  }
  if (!isOfCharacters(token) || at === path.length || path[at] === "/") return 0;
  const length = characterLength(path, at);
  return token.kind !== "set" || isIn(token.ends, path.slice(at, at + length)) !== token.isNot ? length : 0;
}

function isIn(ends: readonly string[], character: string): boolean {
  for (let at = 0; at < ends.length; at += 2)
    if ((ends[at] ?? "") <= character && character <= (ends[at + 1] ?? "")) return true;
  return false;
}

/** Where a star takes one character more; undefined where its name ends. */
function withCharacter({ token, at }: Place, path: string): Place | undefined {
  const isBehind = at === path.length || path[at] === "/";
  return isBehind ? undefined : { token, at: at + characterLength(path, at) };
}

/** Where one folder more is taken; undefined behind the last. */
function withFolder({ token, at }: Place, path: string): Place | undefined {
  const end = path.indexOf("/", at);
  return end < 0 ? undefined : { token, at: end + 1 };
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
  const opens: number[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === "\\") at++;
    else if (character === "{") opens.push(at);
    else if (character === "}") {
      const open = opens.pop();
      const parts = open === undefined ? [] : pattern.slice(open + 1, at).split(",");
      // Braces around one thing mean themselves.
      if (parts.length < 2) continue;
      if (parts.length > MOST_ALTERNATIVES) return undefined;
      return parts.map((part) => `${pattern.slice(0, open)}${part}${pattern.slice(at + 1)}`);
    }
  }
  return undefined;
}
