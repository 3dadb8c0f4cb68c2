/**
 * Thrown where a value is not known, or too large to work out; what depends on it stays unknown.
 * One object for all, for it is thrown often and needs no stack trace.
 */
export const UNKNOWN = { reason: "not known" } as const;
