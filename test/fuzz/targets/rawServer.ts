import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";

/** The built server, from the root of the repository. */
const BUNDLE = join(process.cwd(), "dist/server.js");
/** Milliseconds. A machine may be busy, so this only tells a hang. */
const LONGEST_WAIT = 20_000;

/** The built server, spoken to in bytes. */
export class RawServer {
  private readonly process: ChildProcessWithoutNullStreams = spawn(process.execPath, [BUNDLE, "--stdio"]);
  private output = "";
  private errors = "";
  private hasEnded = false;

  constructor() {
    this.process.on("close", () => {
      this.hasEnded = true;
    });
    this.process.stdout.on("data", (data: Buffer) => {
      this.output += data.toString();
    });
    this.process.stderr.on("data", (data: Buffer) => {
      this.errors += data.toString();
    });
    // It may end before it has read everything.
    this.process.stdin.on("error", () => undefined);
  }

  /** What Node itself said, of a crash for example. */
  get complaint(): string {
    return this.errors.split("\n").slice(0, 6).join(" ").trim();
  }

  write(text: string): void {
    this.process.stdin.write(text);
  }

  /** Nobody reads its answers any longer. */
  closeOutput(): void {
    this.process.stdout.destroy();
  }

  /** Waits for an answer that holds this text; whether it came. */
  async says(text: string): Promise<boolean> {
    await this.until(() => this.hasEnded || this.output.includes(text));
    return this.output.includes(text);
  }

  /** Closes its input; whether it ends then. */
  async end(): Promise<boolean> {
    this.process.stdin.end();
    await this.until(() => this.hasEnded);
    if (!this.hasEnded) this.process.kill("SIGKILL");
    return this.hasEnded;
  }

  private async until(holds: () => boolean): Promise<void> {
    for (const begin = performance.now(); !holds() && performance.now() - begin < LONGEST_WAIT; )
      await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
