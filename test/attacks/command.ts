import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { ROOT } from "../installed.mjs";
import { MODEL } from "./model";

export { MODEL };

/** A model that `--fix` mends: it writes 1.0e-5. */
export const MENDABLE = `${MODEL}min_lr: 1e-5\n`;
export const mended = (text: string) => text.replace("1e-5", "1.0e-5");

/** Of its own work, ten times what an input under 2 MB may take: a hang or a bomb. */
export const SECONDS = 20;
/** How much longer a process may wait: for a core of a busy machine, and not for a pipe that nobody writes. */
const WAITING = 5;
/** Of JavaScript objects; V8 ends a process that wants more. */
export const MEGABYTES = 1000;

export const CLI = join(ROOT, "dist", "cli.js");

export interface Ended {
  /** The exit status, or the signal that ended it. */
  readonly exit: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Limits {
  readonly cwd: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it runs as nobody where the tests run as root, whom no permission stops. */
  readonly asNobody?: boolean;
  /** Of its own work. Default: `SECONDS`. */
  readonly seconds?: number;
}

const NOBODY = 65_534;
const isRoot = () => process.getuid?.() === 0;

/**
 * A folder of an attacker, which is gone after the test. Of several tests at once each says by `finished` which it is.
 */
export function hostileFolder(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  finished: (remove: () => void) => void = onTestFinished,
): string {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-attack-"));
  finished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) plant(folder, name, content);
  return folder;
}

export function plant(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

export const textOf = (folder: string, name: string) => readFileSync(join(folder, name), "utf8");

/** Runs the built command as a process of its own, which is killed when it takes too long. */
export function attacked(args: readonly string[], limits: Limits): Promise<Ended> {
  if (!existsSync(CLI)) throw new Error("dist/cli.js is missing: npm run build");
  return bounded(process.execPath, [`--max-old-space-size=${MEGABYTES}`, CLI, ...args], limits);
}

/** Runs a program, which is killed when it takes too long. */
export function bounded(program: string, args: readonly string[], limits: Limits): Promise<Ended> {
  const seconds = limits.seconds ?? SECONDS;
  const child = spawn("sh", ["-c", `ulimit -t ${seconds}; exec "$@"`, "sh", program, ...args], {
    cwd: limits.cwd,
    env: { ...process.env, ...limits.env },
    ...(limits.asNobody && isRoot() && { uid: NOBODY, gid: NOBODY }),
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  child.stdin.on("error", () => {});
  child.stdin.end(limits.stdin ?? "");
  const alarm = setTimeout(() => child.kill("SIGKILL"), seconds * WAITING * 1000);
  return new Promise((done) => {
    child.on("close", (code, signal) => {
      clearTimeout(alarm);
      done({ exit: code ?? signal ?? "", ...output });
    });
  });
}
