/** A Python exception that gpt-neox's own code would raise; `message` is what Python's `str()` of it prints. */
export class PythonError extends Error {
  constructor(
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Thrown where a value is not known, or too large to work out; what depends on it stays unknown.
 * One object for all, for it is thrown often and needs no stack trace.
 */
export const UNKNOWN = { reason: "not known" } as const;
