import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { CommandError } from "./io";

/** A line that goes on for so many characters or bytes has no end. */
export const ENDLESS = 1_000_000_000;

/**
 * The lines of a stream without their breaks, those together that came at once; undefined for one of more than `longest`
 * characters, of which no more is kept. Throws what `failed` makes of an error of the stream, and a CommandError for a
 * line without end.
 */
export async function* boundedLines(
  stream: Readable,
  longest: number,
  failed: (error: unknown) => Error,
): AsyncGenerator<readonly (string | undefined)[]> {
  const decoder = new StringDecoder("utf8");
  let parts: string[] = [];
  let length = 0;
  const taken = () => {
    const line = length > longest ? undefined : parts.join("").replace(/\r$/, "");
    parts = [];
    length = 0;
    return line;
  };
  try {
    for await (const chunk of stream) {
      const [first = "", ...others] = decoder.write(Buffer.from(chunk)).split("\n");
      const lines: (string | undefined)[] = [];
      for (const [index, text] of [first, ...others].entries()) {
        if (index > 0) lines.push(taken());
        length += text.length;
        if (length > ENDLESS) throw new CommandError("a line of the launches has no end");
        if (length > longest) parts = [];
        else parts.push(text);
      }
      if (lines.length > 0) yield lines;
    }
  } catch (error) {
    throw error instanceof CommandError ? error : failed(error);
  }
  if (length > 0) yield [taken()];
}
