import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

/** A launch as the oracles take it. */
export interface OracleLaunch {
  readonly id: string;
  readonly gpus: number;
  /** Its YAML files, in the order in which they are given. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

/** A running oracle: real NeoX, asked about one launch after the other. Each answer is JSON of the script's own shape. */
export class Oracle<Asked extends OracleLaunch, Answer> {
  readonly #process: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  /**
   * `script` is a Python file of `server/ask`.
   *
   * @param environment What the script reads beside the environment of this process: `NEOX`, the checkout, above all.
   */
  constructor(python: string, script: string, environment: Readonly<Record<string, string>>) {
    this.#process = spawn(python, ["-W", "ignore", resolve("server/ask", script)], {
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", ...environment },
      stdio: ["pipe", "pipe", "inherit"],
    });
    if (!this.#process.stdout) throw new Error("the oracle has no output");
    this.#answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** What NeoX does with a launch. Throws where the oracle itself came to an end. */
  async ask(launch: Asked): Promise<Answer> {
    this.#process.stdin?.write(`${JSON.stringify(launch)}\n`);
    const answer = await this.#answers.next();
    if (answer.done) throw new Error(`the oracle ended at launch ${launch.id}`);
    return JSON.parse(answer.value);
  }

  end(): void {
    this.#process.kill();
  }
}
