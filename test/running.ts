import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, vi } from "vitest";

const WAITING = { timeout: 60_000, interval: 50 };

/** The number of the program that writes it into the file `pid` of a folder. */
export async function runningIn(folder: string): Promise<string> {
  const isTold = () => /^\d+\n/.test(existing(join(folder, "pid")));
  await vi.waitFor(() => expect(isTold()).toBe(true), WAITING);
  const pid = existing(join(folder, "pid")).trim();
  expect(isRunning(pid)).toBe(true);
  return pid;
}

/** Waits until a program has ended, and ends one that goes on. */
export async function expectEnded(pid: string): Promise<void> {
  try {
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), WAITING);
  } finally {
    if (isRunning(pid)) process.kill(Number(pid), "SIGKILL");
  }
}

/** Not one that has ended, and that nobody has asked for yet. */
const isRunning = (pid: string) => /^\S+ \(.*\) [^Z]/.test(existing(`/proc/${pid}/stat`));

const existing = (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : "");
