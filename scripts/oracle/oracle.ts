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
   * `script` is a Python file, from the project's folder.
   *
   * @param environment What the script reads beside the environment of this process: `NEOX`, the checkout, above all.
   */
  constructor(python: string, script: string, environment: Readonly<Record<string, string>>) {
    this.#process = spawn(python, ["-W", "ignore", resolve(script)], {
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", ...environment },
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#process.once("error", ({ message }) => {
      console.error(`PYTHON is no program that can be started: ${message}.`);
      process.exit(2);
    });
    if (!this.#process.stdout) throw new Error("the oracle has no output");
    this.#answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** What NeoX does with a launch. Throws where the oracle itself came to an end. */
  ask(launch: Asked): Promise<Answer> {
    this.#process.stdin?.write(`${JSON.stringify(launch)}\n`);
    return this.answer(`launch ${launch.id}`);
  }

  /** The next line that the oracle writes: the answer on a launch, or what it says of itself before the first. */
  protected async answer<Told = Answer>(about: string): Promise<Told> {
    const line = await this.#answers.next();
    if (line.done) throw new Error(`the oracle ended at ${about}`);
    return JSON.parse(line.value);
  }

  end(): void {
    this.#process.kill();
  }
}
