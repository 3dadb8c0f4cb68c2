/** What is at fault when a run fails. */
export type Cause = "config" | "environment" | "data" | "hardware" | "checkpoint" | "scheduler";

/** A piece of text, or several that stand in the same message. */
export type Words = string | readonly string[];

/** A failure that is known by what is printed: one row of the tables in this folder. */
export interface KnownFailure {
  readonly id: string;
  readonly cause: Cause;
  /** Any of these in an exception's `Class: message` or, where they stand `alone`, in a line. Absent: whatever it says. */
  readonly says?: readonly Words[];
  /** Any of these is the whole line, or how the exception begins. */
  readonly begins?: readonly string[];
  /** Any of these in a function on the stack, which is `path:function`; absent: whatever was running. */
  readonly in?: readonly string[];
  /** `never`: the words say too little where no stack is told. `only`: a stack says more than these words. */
  readonly withoutStack?: "never" | "only";
  /** The keys to look at, the likeliest first. Absent: the config has no part in it. */
  readonly keys?: readonly string[];
  /** Of the keys, those come first that the run has set, or has not. */
  readonly first?: "set" | "unset";
  /** What to do, in English; localised where it is shown. */
  readonly advice: string;
  /** A line that says so is the failure, without an exception around it. */
  readonly alone?: true;
  /** Only the consequence of another rank's failure, or of one that said nothing. */
  readonly isEcho?: true;
}

export function defineKnown(failures: readonly KnownFailure[]): readonly KnownFailure[] {
  return failures;
}

/** Those of the failures that a text is of, wherever it was raised. A line break in the words ends the text, or a line of it. */
export function* saidIn(text: string, failures: readonly KnownFailure[]): Generator<KnownFailure> {
  const whole = `${text}\n`;
  for (const failure of failures) {
    const { says, begins } = failure;
    const isAnything = says === undefined && begins === undefined;
    const begin = (it: string) => text.startsWith(it);
    if (isAnything || says?.some((words) => hasWords(whole, words)) || begins?.some(begin)) yield failure;
  }
}

function hasWords(text: string, words: Words): boolean {
  return typeof words === "string" ? text.includes(words) : words.every((word) => text.includes(word));
}
