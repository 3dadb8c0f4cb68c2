/** Work that stops here and there, so that a server can answer others in between. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Does the rest of the work at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
