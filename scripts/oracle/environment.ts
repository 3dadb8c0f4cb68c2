/** What the harness is given by the environment; it fetches and builds nothing. */
export interface Environment {
  /** A Python with PyTorch. */
  readonly python: string;
  /** A checkout of gpt-neox. */
  readonly neox: string;
}

/** The value of an environment variable; ends the program, saying what it is for, where there is none. */
export function required(name: string, meaning: string): string {
  const value = process.env[name];
  if (value) return value;
  console.error(`${name} is not set: ${meaning}. See docs/oracle.md.`);
  process.exit(2);
}

export function readEnvironment(): Environment {
  return {
    python: process.env.PYTHON ?? "python3",
    neox: required("NEOX", "the folder of a gpt-neox checkout"),
  };
}

/** What whole launches need beside it: the rest of the environment is told in `runs/checkouts.py`. */
export function readRunsEnvironment(): Environment {
  required("DEEPERSPEED", "the folder of a DeeperSpeed checkout");
  return readEnvironment();
}
