import { detached } from "../base/detached";
import type { PythonValue } from "../yaml/value";
import type { KeptOfLogs } from "./keptOfLogs";
import { pythonLiteral } from "./pythonLiteral";

/** One row of the table that NeoX prints at start: the config as it trains with it. */
export interface ArgumentRow {
  /** As `str` prints it, one line. */
  readonly text: string;
  /** It is not the default: a file says so, or NeoX computed it. */
  readonly isUpdated: boolean;
}

export type ArgumentRows = ReadonlyMap<string, ArgumentRow>;

/** How a row of `NeoXArgs.print` (megatron/neox_arguments/arguments.py) ends, behind dots. */
const ORIGINS = ["updated", "default"];
/** Its name, and dots or another blank before the value. */
const ROW_BEGINNING = /^ {2}([A-Za-z_]\w*) (?:\.+ | )/;
/** In characters: the longest name of an argument has 45. */
const LONGEST_NAME = 100;
/** What a row takes besides its texts, as so many characters. */
const SIZE_OF_A_ROW = 100;
const BEGIN = "--- arguments ---";
const END = "end of arguments ---";

/** Reads the table; deepy.py prints it, and rank 0 once more: the first whole one is kept. */
export class ArgumentsReader {
  private readonly rows = new Map<string, ArgumentRow>();
  /** There was no room for one of its rows. */
  private isCut = false;
  private isBegun = false;
  /** It was read from its beginning to its end: what it does not have, the run has not. */
  isWhole = false;
  /** A row whose value goes on in the next line. */
  private begun: { readonly name: string; readonly text: string } | undefined;

  constructor(private readonly kept: KeptOfLogs) {}

  get table(): ArgumentRows {
    return this.rows;
  }

  /** Whether the line is of the table: a row for the first time, one that is known already, or none. */
  read(text: string): "new" | "known" | "none" {
    if (text.startsWith("-") && text.includes("arguments ---")) {
      this.readRule(text);
      return "known";
    }
    const isRow = (text.startsWith("  ") || this.begun !== undefined) && this.readRow(text);
    if (!isRow) return "none";
    return this.isWhole ? "known" : "new";
  }

  /** The line above or below the table. What stands before the first one is the rest of a table that is cut off. */
  private readRule(text: string): void {
    if (this.isWhole) return;
    if (text.includes(END)) this.isWhole = this.isBegun && this.rows.size > 0 && !this.isCut;
    else if (text.includes(BEGIN)) {
      this.isBegun = true;
      this.rows.clear();
    }
  }

  private readRow(text: string): boolean {
    const beginning = ROW_BEGINNING.exec(text);
    const end = endOf(text);
    if (beginning?.[1] !== undefined && beginning[1].length <= LONGEST_NAME) {
      const value = text.slice(beginning[0].length);
      const isPart = end === undefined;
      // Without dots it may be any line of two words.
      if (isPart && !beginning[0].includes(" ...")) return false;
      this.begun = isPart ? { name: beginning[1], text: value } : undefined;
      if (!isPart) this.add(beginning[1], value, end);
      return true;
    }
    return this.readEnd(text, end);
  }

  /** A value with a line break, such as the text of git's answer. */
  private readEnd(text: string, end: string | undefined): boolean {
    const { begun } = this;
    this.begun = undefined;
    if (begun === undefined || end === undefined) return false;
    this.add(begun.name, `${begun.text}\n${text}`, end);
    return true;
  }

  private add(name: string, value: string, end: string): void {
    if (this.isWhole) return;
    const text = withoutDots(value.trimEnd().slice(0, -end.length));
    this.isCut ||= !this.kept.hasRoom(name.length + text.length + SIZE_OF_A_ROW);
    if (!this.isCut) this.rows.set(detached(name), { text: detached(text), isUpdated: end === "updated" });
  }
}

function endOf(text: string): string | undefined {
  const trimmed = text.trimEnd();
  return ORIGINS.find((origin) => trimmed.endsWith(origin));
}

function withoutDots(text: string): string {
  let end = text.length;
  while (text[end - 1] === ".") end -= 1;
  return text.slice(0, end);
}

/** The value of a row as Python had it: `str` prints a string without quotes, and all else as `repr` does. */
export function rowValue({ text }: ArgumentRow): PythonValue {
  const value = pythonLiteral(text);
  return value === undefined ? text : value;
}
