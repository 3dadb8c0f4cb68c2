import { detached } from "../base/detached";

/** What stands for a secret in an answer. */
const HIDDEN = "•••";

/** How keys of well-known services begin. */
const BEGINNINGS = [
  "hf_",
  "sk-",
  "ghp_",
  "gho_",
  "ghs_",
  "github_pat_",
  "glpat-",
  "AKIA",
  "xoxb-",
  "xoxp-",
  "eyJ",
];
/** Shorter words are names. */
const SHORTEST_KEY = 16;
/** A digest or a key in hexadecimal digits. */
const SHORTEST_HEX = 32;

/** A value that is given to a name such as `WANDB_API_KEY`. */
const ASSIGNED =
  /(_key|apikey|api-key|secret|token|password|passwd|credentials?)(["']? ?[=:] ?["']?)([^\s"',;&}\]<|]+)/gi;
/** `://name:password@`. */
const URL_USER = /:\/\/[^\s/@:]*:[^\s/@]*@/g;

/** The secrets that a log tells, so that none of them is repeated. */
export class Secrets {
  private readonly values = new Set<string>();

  /** Looks for values that are given to names of secrets; whether there are any, for the next such line may tell another. */
  lookIn(text: string): boolean {
    if (this.values.size >= MOST || !NAMES.test(text)) return false;
    let isFound = false;
    for (const [, , , value] of text.matchAll(ASSIGNED)) {
      if (value === undefined || !isSecret(value)) continue;
      isFound = true;
      // One cut short is found by its beginning.
      this.values.add(detached(value.slice(0, LONGEST)));
      if (this.values.size >= MOST) break;
    }
    return isFound;
  }

  /** The text without any secret. */
  without(text: string): string {
    let hidden = text;
    for (const value of this.values)
      hidden = value.length < LONGEST ? hidden.replaceAll(value, HIDDEN) : withoutLong(hidden, value);
    return hidden
      .replace(ASSIGNED, (whole, name: string, between: string, value: string) =>
        isSecret(value) ? `${name}${between}${HIDDEN}` : whole,
      )
      .replace(URL_USER, `://${HIDDEN}@`)
      .replace(/[\w-]+/g, (word) => (isKey(word) ? HIDDEN : word));
  }
}

const MOST = 1000;
/** In characters. */
const LONGEST = 4096;
const NAMES = /key|secret|token|passw|credential/i;

/** Without a word that begins so, to its end. */
function withoutLong(text: string, beginning: string): string {
  const [before = "", ...behind] = text.split(beginning);
  return [before, ...behind.map((rest) => rest.slice(/[\s"',;&}\]<|]|$/.exec(rest)?.index))].join(HIDDEN);
}

/** `token: expected` in a sentence is no secret. */
function isSecret(value: string): boolean {
  return value.length >= 6 && !/^[a-z]+[.)]?$/.test(value);
}

/** A word that is a key by its shape, whoever printed it. */
function isKey(word: string): boolean {
  if (word.length >= SHORTEST_HEX && /^[0-9a-f]+$/i.test(word)) return true;
  return word.length >= SHORTEST_KEY && BEGINNINGS.some((beginning) => word.startsWith(beginning));
}
