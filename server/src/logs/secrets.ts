/** What stands for a secret in an answer. */
const HIDDEN = "•••";

/** Texts that are keys by their shape, whoever printed them. */
const SHAPES =
  /\b(?:[0-9a-f]{32,}|hf_[A-Za-z0-9]{16,}|sk-[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|glpat-[\w-]{16,}|AKIA[0-9A-Z]{12,}|xox[abprs]-[\w-]{10,}|eyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]+)?)\b/gi;
/** A value that is given to a name such as `WANDB_API_KEY`. */
const ASSIGNED =
  /((?:api[_-]?key|access[_-]?key|secret|token|passwd|password|credential)\w*["']?\s*(?:=|:)\s*["']?)([^\s"',;&}\]]{6,})/gi;
const URL_USER = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@:]+:[^\s/@]+@/gi;

/** The secrets that a log tells, so that none of them is repeated. */
export class Secrets {
  private readonly values = new Set<string>();

  /** Looks for values that are given to names of secrets. */
  lookIn(text: string): void {
    if (this.values.size >= MOST || !/key|secret|token|passw|credential/i.test(text)) return;
    for (const [, , value] of text.matchAll(ASSIGNED)) if (value !== undefined) this.values.add(value);
  }

  /** The text without any secret. */
  without(text: string): string {
    let hidden = text;
    for (const value of this.values) hidden = hidden.replaceAll(value, HIDDEN);
    return hidden
      .replace(ASSIGNED, (whole, name: string, value: string) =>
        isPlainWord(value) ? whole : `${name}${HIDDEN}`,
      )
      .replace(URL_USER, `$1${HIDDEN}@`)
      .replace(SHAPES, HIDDEN);
  }
}

const MOST = 200;

/** `token: expected` in a sentence is no secret. */
function isPlainWord(value: string): boolean {
  return /^[A-Za-z]+[.)]?$/.test(value) || value.startsWith("[");
}
