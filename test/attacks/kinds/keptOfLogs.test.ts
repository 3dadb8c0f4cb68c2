import { gzipSync } from "node:zlib";
import { MODEL } from "../command";
import { count, lines } from "../repeat";
import { type Attack, carryOut } from "./attack";

/** Logs that are packed to a thousandth, and what is kept of each: of many it must not be as much. */
const packed = (content: string, times = 1): Attack => {
  const names = Array.from({ length: times }, (_, index) => `r${index}.log`);
  const bytes = gzipSync(content, { level: 9 });
  return {
    files: { "a.yml": MODEL, ...Object.fromEntries(names.map((name) => [name, bytes])) },
    args: ["why", ...names, "a.yml"],
  };
};

const LONG = "x".repeat(131_000);
const HEADER = "Traceback (most recent call last):\n";
const table = (rows: string) =>
  `-------------------- arguments --------------------\n${rows}---------------- end of arguments ----------------\n`;
const rows = (length: number) => count(length, (index) => `  a${index} ... ${LONG}updated\n`);

carryOut({
  "100 rows of 131,000 letters in each of 80 logs": packed(table(rows(100)), 80),
  "1,000 tracebacks without end in each of 100 streams": packed(
    count(
      100,
      (stream) =>
        `[1,${stream}]<stderr>:${HEADER}`.repeat(1000) +
        lines(200, (frame) => `[1,${stream}]<stderr>:  File "/${frame}", line 1, in z`),
    ),
  ),
  "100 logs of 1,000 secrets beside 1,000 differences": {
    files: {
      "a.yml": MODEL + lines(1000, (index) => `k${index}: 2`),
      ...Object.fromEntries(
        Array.from({ length: 100 }, (_, log) => [
          `r${log}.log`,
          (log === 0 ? table(lines(1000, (index) => `  k${index} ........ 1updated`)) : "") +
            lines(1000, (index) => `token=s${log}t${100_000 + index}x`),
        ]),
      ),
    },
    args: ["why", ...Array.from({ length: 100 }, (_, log) => `r${log}.log`), "a.yml"],
  },
});
