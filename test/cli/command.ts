import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable, Writable } from "node:stream";
import type { Io } from "../../server/src/cli/io";
import { run } from "../../server/src/cli/run";

/** What the command printed and how it ended. */
export interface Ended {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with these files, and the command run in it. */
export class Workplace {
  private constructor(readonly folder: string) {}

  static async with(files: Readonly<Record<string, string | Uint8Array>>): Promise<Workplace> {
    const workplace = new Workplace(await mkdtemp(join(tmpdir(), "neox-config-")));
    for (const [name, content] of Object.entries(files)) await workplace.write(name, content);
    return workplace;
  }

  read(name: string): Promise<string> {
    return readFile(join(this.folder, name), "utf8");
  }

  async write(name: string, content: string | Uint8Array): Promise<void> {
    const path = join(this.folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }

  async command(
    args: readonly string[],
    stdin: string | Uint8Array = "",
    below = ".",
    more: Pick<Io, "assets"> = {},
  ): Promise<Ended> {
    const stdout = new Collector();
    const stderr = new Collector();
    const exit = await run(args, {
      stdin: Readable.from([Buffer.from(stdin)]),
      stdout,
      stderr,
      env: {},
      cwd: join(this.folder, below),
      ...more,
    });
    return { exit, stdout: stdout.text, stderr: stderr.text };
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}

class Collector extends Writable {
  text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
