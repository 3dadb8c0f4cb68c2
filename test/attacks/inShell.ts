import { expect } from "vitest";
import { bounded, CLI, type Ended } from "./command";
import { expectHarmless } from "./harmless";

/** Runs a line of a shell, in which NEOX is the command. */
export async function inShell(line: string, folder: string): Promise<Ended> {
  const ended = await bounded("bash", ["-c", line.replaceAll("NEOX", `"${process.execPath}" "${CLI}"`)], {
    cwd: folder,
  });
  expect(ended.stdout + ended.stderr).not.toMatch(/fault of neox-config|\n\s+at .*(?:node:|\.js:)/);
  expectHarmless(ended);
  return ended;
}
