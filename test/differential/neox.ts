import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { GeneratedLaunch } from "./generate";

const NEWER_TORCH = fileURLToPath(new URL("../differential/newerTorch.py", import.meta.url));

/** What real NeoX did with a launch. */
export interface NeoxVerdict {
  readonly ok: boolean;
  readonly phase: "args" | "layer";
  /** `file:line:function` of the last frame in gpt-neox. */
  readonly where?: string | null;
  readonly type?: string;
  readonly message?: string;
  /** The layer kinds that were built and run. */
  readonly built?: readonly string[];
}

/** A running oracle: NeoX's own argument code and layers, one launch after the other. */
export class Neox {
  readonly #process: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  readonly #folder: string;

  /** `oracle` is the script that runs a checkout on a box without GPUs; `checkout` is a gpt-neox work tree. */
  constructor(python: string, oracle: string, checkout: string, folder: string) {
    this.#process = spawn(python, ["-W", "ignore", NEWER_TORCH, oracle], {
      env: { ...process.env, NEOX: checkout },
      stdio: ["pipe", "pipe", "inherit"],
    });
    if (!this.#process.stdout) throw new Error("the oracle has no output");
    this.#answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
    this.#folder = folder;
  }

  /** Writes the files of a launch and asks for its verdict. */
  async ask(launch: GeneratedLaunch): Promise<NeoxVerdict> {
    const folder = join(this.#folder, launch.id);
    mkdirSync(folder, { recursive: true });
    const files = launch.files.map(({ name, text }) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    });
    this.#process.stdin?.write(`${JSON.stringify({ files, gpus: launch.gpus })}\n`);
    const answer = await this.#answers.next();
    if (answer.done) throw new Error(`the oracle ended at launch ${launch.id}`);
    return JSON.parse(answer.value);
  }

  end(): void {
    this.#process.kill();
  }
}
