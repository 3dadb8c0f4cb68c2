import type { Readable, Writable } from "node:stream";
import { createColors } from "picocolors";

/** All that the command touches besides files: given by `main.ts`, or by a test. */
export interface Io {
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative paths start here. */
  readonly cwd: string;
  /** Where `report.js` and `report.css` are; absent: beside the command. */
  readonly assets?: string;
}

/** The command could not do its work: said on standard error without a stack trace, exit 2. */
export class CommandError extends Error {}

export const EXIT = { clean: 0, foundErrors: 1, failed: 2 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export function worse(a: ExitCode, b: ExitCode): ExitCode {
  return a > b ? a : b;
}

export type ColorChoice = "auto" | "always" | "never";

export type Colors = ReturnType<typeof createColors>;

/** Colours for a stream: `auto` wants a terminal and no `NO_COLOR` (https://no-color.org). */
export function colorsFor(stream: Io["stdout"], io: Io, choice: ColorChoice): Colors {
  const wanted = stream.isTTY === true && !io.env.NO_COLOR && io.env.TERM !== "dumb";
  return createColors(choice === "always" || (choice === "auto" && wanted));
}

/** Writes and, where the reader is slower, waits for it: long outputs stay out of memory. */
export async function write(stream: Writable, text: string): Promise<void> {
  if (text === "" || stream.write(text)) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      for (const event of ["drain", "close", "error"]) stream.off(event, done);
      resolve();
    };
    for (const event of ["drain", "close", "error"]) stream.on(event, done);
  });
}
