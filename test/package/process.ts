import { execFile, spawnSync } from "node:child_process";
import { delimiter, dirname } from "node:path";
import type { TestContext } from "vitest";
import { installedCommand } from "../installed.mjs";

/** How a program ended and what it said. */
export interface Outcome {
  readonly exit: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Where {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

/** Runs a program that finds the installed `neox-config` on its path. */
export function outcomeOf(program: string, args: readonly string[], where: Where): Promise<Outcome> {
  const path = `${dirname(installedCommand())}${delimiter}${process.env.PATH}`;
  const env = { ...process.env, PATH: path, ...where.env };
  return new Promise((done) => {
    const child = execFile(program, args, { cwd: where.cwd, env }, (error, stdout, stderr) =>
      done({ exit: error?.code ?? error?.signal ?? 0, stdout, stderr }),
    );
    // A program need not read what it is given.
    child.stdin?.on("error", () => {});
    child.stdin?.end(where.stdin ?? "");
  });
}

/** What a program that must succeed printed. */
export async function ran(program: string, args: readonly string[], where: Where): Promise<string> {
  const { exit, stdout, stderr } = await outcomeOf(program, args, where);
  if (exit !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${exit}\n${stdout}${stderr}`);
  return stdout;
}

export const neoxConfig = (args: readonly string[], where: Where) =>
  outcomeOf(installedCommand(), args, where);

/** Skips a test, and says why, when this program is missing; in CI it must be there. */
export function needs({ skip }: Pick<TestContext, "skip">, program: string): void {
  const isThere = process.env.CI !== undefined || spawnSync(program, ["--version"]).status === 0;
  skip(!isThere, `${program} is not installed`);
}
