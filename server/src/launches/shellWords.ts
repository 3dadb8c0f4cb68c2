import { Substitutions } from "./shellSubstitutions";

/** A word of a shell command, with what is not known of it. */
export interface ShellWord {
  readonly text: string;
  /** It holds a variable, a substitution or a placeholder that only the shell or a person could fill in. */
  readonly isOpen: boolean;
}

/** Characters of all values that a script gives its variables; one holds another in two signs. */
const MOST_VALUES = 1_000_000;

/** Characters that variables stand for, all together; each time they are written out. */
const MOST_GIVEN = 10_000_000;

/** What a script's variables are. */
export class Variables {
  readonly #values = new Map<string, string>();
  #room = MOST_VALUES;
  #given = 0;

  /** Undefined also once all that was asked for has come to too much. */
  get(name: string): string | undefined {
    const value = this.#values.get(name);
    this.#given += value?.length ?? 0;
    return this.#given > MOST_GIVEN ? undefined : value;
  }

  /** Forgets the variable where its value is not known, and once all have come to too much. */
  set(name: string, value: string | undefined): void {
    this.#room -= value?.length ?? 0;
    if (value === undefined || this.#room < 0) this.#values.delete(name);
    else this.#values.set(name, value);
  }
}

/** In characters: a word that variables make longer than this is open, for it names nothing. */
const LONGEST_WORD = 10_000;

/** Of one command; behind them comes one that is open, for no launch has as many. */
const MOST_WORDS = 1000;

/** What is no substitution. */
const TOKEN = /'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[;|&<>()`]+|#|\s+|[^\s'"\\$;|&<>()`#]+|./sy;

function* tokensOf(line: string): Iterable<string> {
  const substitutions = new Substitutions(line);
  for (let at = 0, end: number; at < line.length; at = end) {
    TOKEN.lastIndex = at;
    const found = line.charAt(at) === "$" ? substitutions.at(at) : undefined;
    end = found?.end ?? at + (TOKEN.exec(line)?.[0].length ?? 1);
    yield line.slice(at, end);
  }
}

/** An operator or a redirection; a quote that opened before the command; a backslash with nothing behind it. */
const ENDS_COMMAND = /^(?:[;|&<>()`]+|["'\\])$/;

/**
 * The words of the simple command at the start of a line, up to the first operator, redirection or comment.
 * Variables of `variables` are filled in.
 */
export function shellWords(line: string, variables: Pick<Variables, "get">): readonly ShellWord[] {
  const words: ShellWord[] = [];
  let word: ShellWord | undefined;
  for (const token of tokensOf(line)) {
    if (words.length === MOST_WORDS) return [...words, { text: "", isOpen: true }];
    if (/^\s/.test(token)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (ENDS_COMMAND.test(token) || (token === "#" && word === undefined)) {
      // In `2>&1` the digit belongs to the redirection.
      if (/^[<>]/.test(token) && /^\d+$/.test(word?.text ?? "")) word = undefined;
      break;
    } else word = joined(word, expanded(token, variables));
  }
  return word === undefined ? words : [...words, word];
}

function joined(word: ShellWord | undefined, part: ShellWord): ShellWord {
  if (word === undefined) return part;
  if (word.text.length + part.text.length > LONGEST_WORD) return { text: word.text, isOpen: true };
  return { text: word.text + part.text, isOpen: word.isOpen || part.isOpen };
}

function expanded(token: string, variables: Pick<Variables, "get">): ShellWord {
  if (token.startsWith("'")) return { text: token.slice(1, -1), isOpen: false };
  if (token.startsWith("\\")) return { text: token.slice(1), isOpen: false };
  const inside = token.startsWith('"') && token.length > 1 ? token.slice(1, -1) : token;
  let isOpen = /[[\]*?{}]/.test(inside.replace(/\$\{\w+\}/g, ""));
  let room = LONGEST_WORD;
  const text = substituted(inside, (name) => {
    const value = variables.get(name);
    room -= value?.length ?? 0;
    if (value === undefined || room < 0) isOpen = true;
    return room < 0 ? "" : (value ?? "");
  });
  return { text, isOpen };
}

function substituted(text: string, textOf: (name: string) => string): string {
  const substitutions = new Substitutions(text);
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf("$"); at >= 0; at = text.indexOf("$", at)) {
    const found = substitutions.at(at);
    if (found !== undefined) {
      parts.push(text.slice(from, at), textOf(found.name));
      from = found.end;
    }
    at = found?.end ?? at + 1;
  }
  return parts.join("") + text.slice(from);
}
