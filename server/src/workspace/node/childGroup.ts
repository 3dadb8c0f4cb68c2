import type { ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";

/** Those that end a process which does not listen for them. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Ends a program, and what it started: it was spawned `detached`, so in a group of its own. */
export function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
  // What it started in a group of its own may hold them for ever.
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
}

/** What ends with this process, and the folder that goes with it. */
const running = new Map<ChildProcess, string | undefined>();

/**
 * Ends a program when this process ends, and removes its folder, until it is let go: a signal from a terminal reaches
 * no other group.
 */
export function endGroupWithUs(child: ChildProcess, folder?: string): () => void {
  if (running.size === 0) listen("on");
  running.set(child, folder);
  return () => {
    if (running.delete(child) && running.size === 0) listen("off");
  };
}

function listen(how: "on" | "off"): void {
  process[how]("exit", endAll);
  for (const signal of SIGNALS) process[how](signal, endBy);
}

function endAll(): void {
  for (const [child, folder] of running) {
    endGroup(child);
    if (folder !== undefined) remove(folder);
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // It stays where it is.
  }
}

function endBy(signal: NodeJS.Signals): void {
  endAll();
  running.clear();
  listen("off");
  process.kill(process.pid, signal);
}
