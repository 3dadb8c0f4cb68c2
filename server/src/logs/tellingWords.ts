import { LINE_FAILURES } from "./known/table";
import { RANK_ZERO_BEGINS, RANK_ZERO_SAYS } from "./rankZero";
import { WordScan } from "./wordScan";

/** What stands in each line that a reader of logs looks at; a line without any of it says nothing. */
const WORDS = [
  // argumentsTable.ts
  " ...",
  "arguments ---",
  "updated",
  "default",
  // world.ts
  "WORLD INFO DICT",
  "nnodes=",
  "dist_world_size",
  "mesh_device",
  "following workers",
  // secrets.ts
  "key",
  "secret",
  "token",
  "passw",
  "credential",
  // progress.ts
  "elapsed time per iteration",
  "memory (MB) |",
  // traceback.ts
  "Traceback",
  'File "',
  "Error",
  "Exception",
  // readLog.ts
  ...RANK_ZERO_BEGINS,
  ...RANK_ZERO_SAYS,
  "Killing subprocess",
  "from_ymls",
  "Unable to load checkpoint",
  "exiting",
  "coord check",
  "watchdog",
  "timeout",
  "return code",
  "exitcode",
  "Process name:",
  "exit code",
  "srun: ",
  "noticed that",
  "Dataset does not exist",
  "Path should be a basename",
  "Please install",
];

const OF_FAILURES = LINE_FAILURES.flatMap(({ says = [], begins = [] }) => [
  ...says.map((words) => (typeof words === "string" ? words : longest(words))),
  ...begins,
]).map((word) => word.replaceAll("\n", ""));

function longest(words: readonly string[]): string {
  return words.reduce((one, other) => (other.length > one.length ? other : one), "");
}

let scan: WordScan | undefined;

/** Whether a line may tell something. */
export function mayTell(bytes: Uint8Array, start: number, end: number): boolean {
  scan ??= new WordScan([...WORDS, ...OF_FAILURES]);
  return scan.isIn(bytes, start, end);
}
