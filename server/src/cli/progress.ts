import stringWidth from "string-width";
import { inOneLine } from "../base/visible";
import type { Io } from "./io";

/** How long a run may be silent, and how long a line stays, in milliseconds. */
const PATIENCE = 500;
const PACE = 100;

/** A line on a terminal's standard error that tells how far a long run is, and goes before anything else is said. */
export class Progress {
  readonly #stream: Io["stderr"];
  readonly #now: () => number;
  readonly #isOn: boolean;
  #next: number;
  #isShown = false;

  constructor({ stderr, env }: Io, now = () => performance.now()) {
    this.#stream = stderr;
    this.#now = now;
    this.#isOn = stderr.isTTY === true && env.TERM !== "dumb";
    this.#next = now() + PATIENCE;
  }

  /** `at` is left out where the line would not hold it. */
  tell(done: string, at = ""): void {
    if (!this.#isOn || this.#now() < this.#next) return;
    const long = at === "" ? done : `${done}: ${inOneLine(at)}`;
    const line = stringWidth(long) < (this.#stream.columns ?? 80) ? long : done;
    this.#stream.write(`\r\u001b[K${line}`);
    this.#isShown = true;
    this.#next = this.#now() + PACE;
  }

  clear(): void {
    if (!this.#isShown) return;
    this.#stream.write("\r\u001b[K");
    this.#isShown = false;
  }
}
