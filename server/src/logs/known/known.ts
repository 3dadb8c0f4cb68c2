/** What is at fault when a run fails. */
export type Cause = "config" | "environment" | "data" | "hardware" | "checkpoint" | "scheduler";

/** A failure that is known by what is printed: one row of the tables in this folder. */
export interface KnownFailure {
  readonly id: string;
  readonly cause: Cause;
  /** Is tried on `Class: message` of an exception and, where it stands `alone`, on any line. */
  readonly says: RegExp;
  /** Some function on the stack, as `path:function`; absent: whatever was running. */
  readonly in?: RegExp;
  /** The keys to look at, the likeliest first. Absent: the config has no part in it. */
  readonly keys?: readonly string[];
  /** Of the keys, those of this name come first when the run has set them. */
  readonly keysSet?: RegExp;
  /** Of the keys, those of this name come first when the run has not set them. */
  readonly keysUnset?: RegExp;
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
