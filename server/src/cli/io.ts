import type { Readable, Writable } from "node:stream";
import { createColors } from "picocolors";
import { coloured, inOneLine, withoutCommands, withoutControls } from "../base/visible";

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

/** Streams that nobody reads any longer: Node's own standard output forgets its error. */
const left = new WeakSet<Writable>();

/** From now on nothing is written there. */
export function leave(stream: Writable): void {
  left.add(stream);
}

export function hasLeft(stream: Writable): boolean {
  return left.has(stream);
}

/** Says a sentence in a line of its own, whatever names and texts of others are in it. */
export function say(stream: Writable, sentence: string): void {
  stream.write(`${inOneLine(sentence)}\n`);
}

/** `writeExactly` without what would steer a terminal or a CI runner. */
export function write(stream: Writable, text: string): Promise<void> {
  return writeExactly(stream, withoutCommands(withoutControls(text)));
}

/** `write` for a text in which the colours are ours: those of others are taken out before. */
export function writeColoured(stream: Writable, text: string): Promise<void> {
  return writeExactly(stream, coloured(text));
}

/** Writes and, where the reader is slower, waits for it: long outputs stay out of memory. One that has left gets nothing. */
export async function writeExactly(stream: Writable, text: string): Promise<void> {
  if (text === "" || hasLeft(stream) || stream.write(text)) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      for (const event of ["drain", "close", "error"]) stream.off(event, done);
      resolve();
    };
    for (const event of ["drain", "close", "error"]) stream.on(event, done);
  });
}
