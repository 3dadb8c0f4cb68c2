import { existsSync } from "node:fs";
import { join } from "node:path";

/** What the harness is given by the environment; it fetches and builds nothing. */
export interface Environment {
  /** A Python with PyTorch. */
  readonly python: string;
  /** A checkout of gpt-neox. */
  readonly neox: string;
}

/** What is wrong with what the harness was given: whoever gave it is told that alone. */
export class GivenError extends Error {}

/** The value of an environment variable. Throws, saying what it is for, where there is none. */
export function required(name: string, meaning: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new GivenError(`${name} is not set: ${meaning}. See docs/oracle.md.`);
}

/** The folder of a checkout that an environment variable names, in which a file is that every such checkout has. */
function checkout(name: string, of: string, file: string): string {
  const folder = required(name, `the folder of a checkout of ${of}`);
  if (existsSync(join(folder, file))) return folder;
  throw new GivenError(`${name} is no checkout of ${of}: there is no ${join(folder, file)}.`);
}

export function readEnvironment(): Environment {
  return {
    python: process.env.PYTHON ?? "python3",
    neox: checkout("NEOX", "gpt-neox", "deepy.py"),
  };
}

/** What whole launches need beside it: the rest of the environment is told in `runs/checkouts.py`. */
export function readRunsEnvironment(): Environment {
  const environment = readEnvironment();
  checkout("DEEPERSPEED", "DeeperSpeed", "deepspeed/__init__.py");
  return environment;
}
