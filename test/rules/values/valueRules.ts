/** The rules of single values: names, types and choices, at top level and inside of blocks. */
export const VALUE_RULES: ReadonlySet<string> = new Set([
  "unknown-argument",
  "removed-argument",
  "number-as-string",
  "wrong-type",
  "wrong-choice",
  "block-missing-key",
  "choice-case",
  "deepspeed-extra-args",
  "extra-args-method-name",
  "unknown-nested-key",
  "refused-nested-key",
  "nested-wrong-type",
  "optimizer-params",
  "deprecated-nested-key",
]);
