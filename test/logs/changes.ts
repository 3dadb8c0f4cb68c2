/** What may happen to a text between a run and its reader; nothing of it says anything about the failure. */
export interface Change {
  readonly name: string;
  readonly of: (text: string) => string;
  /** Lines that stand before the first one of the record. */
  readonly added?: number;
}

const everyLine = (change: (line: string) => string) => (text: string) =>
  text
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => change(line))
    .join("\n");

const ROW = /^(?:.*[:\]>] ?)? {1,2}[A-Za-z_]\w* \.\..*(?:updated|default)\r?$/;

export const CHANGES: readonly Change[] = [
  { name: "as recorded", of: (text) => text },
  { name: "CRLF", of: everyLine((line) => `${line.replace(/\r$/, "")}\r`) },
  { name: "colours", of: everyLine((line) => (line === "" ? line : `\u001b[36m${line}\u001b[0m`)) },
  { name: "dates of Kubernetes", of: everyLine((line) => `2025-06-01T10:00:00.123456789Z ${line}`) },
  { name: "dates in brackets", of: everyLine((line) => `[2025-06-01 10:00:00] ${line}`) },
  {
    name: "progress bars",
    of: everyLine((line) => (line.length % 7 === 3 ? `Loading: 10%|█  | 1/10 [00:01<00:10]\r${line}` : line)),
  },
  {
    name: "lines of other programs above",
    of: (text) => `Lmod has detected a module\nActivating /opt/venv\n\n${text}`,
    added: 3,
  },
  {
    name: "without the table of arguments",
    of: everyLine((line) => (ROW.test(line) || line.includes("arguments ---") ? "" : line)),
  },
];
