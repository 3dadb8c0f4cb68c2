import type { Position, Range } from "vscode-languageserver";

/** A part of a text, of some thousand characters; a "\r\n" lies in one block. */
interface Block {
  readonly text: string;
  /** How many lines end in it. */
  readonly breaks: number;
}

const EMPTY: Block = { text: "", breaks: 0 };

/** A place in a text: `at` in a block, at most behind its last character. */
interface Place {
  readonly block: number;
  readonly at: number;
}

/** So many characters at least has a block that was cut off, and no block has more than twice as many. */
const LENGTH = 1024;

/**
 * A text that is changed in thousands of places, one after the other: a change makes the blocks anew that it lies in
 * and looks for its places by what is known of the others. Places are what the library takes them for: beyond the end
 * of a line they mean its end, beyond the last line the end of the text, before the first its start.
 */
export class TextInBlocks {
  readonly #blocks: Block[];

  constructor(text: string) {
    this.#blocks = blocksOf(text);
  }

  whole(): string {
    return this.#blocks.map(({ text }) => text).join("");
  }

  /** Writes a text in place of a range, whose ends may come in either order. */
  replace(range: Range, text: string): void {
    const [start, end] = isAfter(range.start, range.end)
      ? [range.end, range.start]
      : [range.start, range.end];
    const [from, to] = [this.#placeOf(start), this.#placeOf(end)];
    let [first, last] = [from.block, to.block];
    let middle = this.#textOf(first).slice(0, from.at) + text + this.#textOf(last).slice(to.at);
    // What now stands between them may have brought a "\r" before a "\n", or be gone.
    if (middle.startsWith("\n") || middle === "") middle = this.#textOf(--first) + middle;
    if (middle.endsWith("\r")) middle += this.#textOf(++last);
    this.#blocks.splice(Math.max(first, 0), last - Math.max(first, 0) + 1, ...blocksOf(middle));
  }

  #textOf(block: number): string {
    return this.#blocks[block]?.text ?? "";
  }

  #placeOf({ line, character }: Position): Place {
    let block = 0;
    let before = 0;
    for (const { text, breaks } of this.#blocks) {
      if (before + breaks >= line)
        return this.#inLine({ block, at: lineStart(text, line - before) }, line < 0 ? 0 : character);
      before += breaks;
      block++;
    }
    const last = Math.max(this.#blocks.length - 1, 0);
    return { block: last, at: this.#textOf(last).length };
  }

  /** So many characters behind the start of a line, at most at its end. */
  #inLine(start: Place, character: number): Place {
    let { block, at } = start;
    let left = Math.max(character, 0);
    for (;;) {
      const { text, breaks } = this.#blocks[block] ?? EMPTY;
      const end = breaks === 0 ? text.length : lineEnd(text, at);
      const isLast = end < text.length || block + 1 >= this.#blocks.length;
      if (at + left <= end || isLast) return { block, at: Math.min(at + left, end) };
      left -= end - at;
      block++;
      at = 0;
    }
  }
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < text.length; ) {
    const isRest = text.length - at <= 2 * LENGTH;
    let end = isRest ? text.length : at + LENGTH;
    if (text.startsWith("\r\n", end - 1)) end++;
    const part = text.slice(at, end);
    blocks.push({ text: part, breaks: breaksIn(part) });
    at = end;
  }
  return blocks;
}

function breaksIn(text: string): number {
  let breaks = 0;
  for (let at = nextLine(text, 0); at !== undefined; at = nextLine(text, at)) breaks++;
  return breaks;
}

/** Where the line begins that follows on so many line breaks. */
function lineStart(text: string, breaks: number): number {
  let at = 0;
  for (let left = breaks; left > 0; left--) at = nextLine(text, at) ?? text.length;
  return at;
}

/** Behind the next line break. */
function nextLine(text: string, from: number): number | undefined {
  const end = lineEnd(text, from);
  if (end === text.length) return undefined;
  return end + (text.startsWith("\r\n", end) ? 2 : 1);
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Where the next line break begins, or the text ends. */
function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) return at;
  }
  return text.length;
}

function isAfter(one: Position, other: Position): boolean {
  return one.line > other.line || (one.line === other.line && one.character > other.character);
}
