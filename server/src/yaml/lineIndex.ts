import { firstIndex } from "../base/firstIndex";
/** Zero-based, in UTF-16 units, as the Language Server Protocol counts. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Offsets to positions and back; lines end in LF, CRLF or CR, as editors see them. */
export class LineIndex {
  private readonly starts: readonly number[];

  constructor(private readonly text: string) {
    const starts = [0];
    const lineBreak = /\r\n|\r|\n/g;
    while (lineBreak.test(text)) starts.push(lineBreak.lastIndex);
    this.starts = starts;
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** The offset of a line's first character; the text's end for lines past the last. */
  lineStart(line: number): number {
    return this.starts[Math.max(line, 0)] ?? this.text.length;
  }

  /** The offset behind a line's last character, its line break left out. */
  lineEnd(line: number): number {
    let end = this.starts[line + 1] ?? this.text.length;
    if (line + 1 < this.starts.length) {
      if (this.text[end - 1] === "\n") end--;
      if (this.text[end - 1] === "\r") end--;
    }
    return end;
  }

  positionAt(offset: number): Position {
    const inside = Math.min(Math.max(offset, 0), this.text.length);
    const line = firstIndex(this.starts.length, (index) => (this.starts[index] ?? 0) > inside) - 1;
    return { line, character: inside - this.lineStart(line) };
  }

  /** Positions past a line's end give the line's end. */
  offsetAt(position: Position): number {
    const start = this.lineStart(position.line);
    return Math.min(start + Math.max(position.character, 0), Math.max(start, this.lineEnd(position.line)));
  }
}
