import type { Random } from "../differential/random";

/** Texts that mutations begin with. */
export type Seeds = readonly [string, ...string[]];

/** One hostile input for a part of the program; returns what went wrong, each fault in a line. */
export type Target = (random: Random, seeds: Seeds) => readonly string[] | Promise<readonly string[]>;

export function firstLines(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? error.message).split("\n").slice(0, 3).join(" ")
    : JSON.stringify(error);
}
