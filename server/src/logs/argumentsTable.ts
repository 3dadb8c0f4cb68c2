import type { PythonValue } from "../yaml/value";
import { pythonLiteral } from "./pythonLiteral";

/** One row of the table that NeoX prints at start: the config as it trains with it. */
export interface ArgumentRow {
  /** As `str` prints it, one line. */
  readonly text: string;
  /** It is not the default: a file says so, or NeoX computed it. */
  readonly isUpdated: boolean;
}

export type ArgumentRows = ReadonlyMap<string, ArgumentRow>;

/** A row of `NeoXArgs.print` (megatron/neox_arguments/arguments.py): the name, dots, the value, dots, its origin. */
const ROW = /^ {2}([A-Za-z_]\w*) (?:\.+ | )(.*?)\.*(updated|default)\s*$/;
const ROW_BEGINNING = /^ {2}([A-Za-z_]\w*) (?:\.+ | )(.*)$/;
const END = /^-+ end of arguments -+\s*$/;

/** Reads the table; deepy.py prints it, and rank 0 once more: the first whole one is kept. */
export class ArgumentsReader {
  private readonly rows = new Map<string, ArgumentRow>();
  private isWhole = false;
  /** A row whose value goes on in the next line. */
  private begun: { readonly name: string; readonly text: string } | undefined;

  get table(): ArgumentRows {
    return this.rows;
  }

  /** Whether the line was of the table. */
  read(text: string): boolean {
    if (END.test(text)) {
      this.isWhole = this.rows.size > 0;
      return true;
    }
    if (!text.startsWith("  ") && this.begun === undefined) return false;
    const row = ROW.exec(text);
    if (row?.[1] !== undefined && row[2] !== undefined) {
      this.begun = undefined;
      if (!this.isWhole) this.rows.set(row[1], { text: row[2], isUpdated: row[3] === "updated" });
      return true;
    }
    return this.readPart(text);
  }

  /** A value with a line break, such as the text of git's answer. */
  private readPart(text: string): boolean {
    if (this.begun === undefined) {
      const beginning = ROW_BEGINNING.exec(text);
      if (beginning?.[1] === undefined || !text.includes(" ...")) return false;
      this.begun = { name: beginning[1], text: beginning[2] ?? "" };
      return true;
    }
    const { name, text: before } = this.begun;
    const end = /^(.*?)\.*(updated|default)\s*$/.exec(text);
    this.begun = undefined;
    if (end !== null && !this.isWhole)
      this.rows.set(name, { text: `${before}\n${end[1] ?? ""}`, isUpdated: end[2] === "updated" });
    return end !== null;
  }
}

/** The value of a row as Python had it: `str` prints a string without quotes, and all else as `repr` does. */
export function rowValue({ text }: ArgumentRow): PythonValue {
  const value = pythonLiteral(text);
  return value === undefined ? text : value;
}
