/** Who printed a line, as the launcher's prefix tells. */
export type Origin =
  /** torch's `[rank3]: ` and mpirun's `[1,3]<stderr>:`. */
  | { readonly kind: "rank"; readonly rank: number }
  /** torchrun's `[default3]:`: the third process of some node. */
  | { readonly kind: "local"; readonly localRank: number }
  /** srun's `3: `: a rank, or a node where each task launches the ranks of one. */
  | { readonly kind: "task"; readonly task: number }
  /** pdsh's `host: `, `[pod/name/container] ` of kubectl, `service-1  | ` of Docker. */
  | { readonly kind: "host"; readonly host: string }
  | { readonly kind: "none" };

export interface Printed {
  /** The prefix as it stands: lines with the same one are of the same stream. */
  readonly prefix: string;
  readonly origin: Origin;
  readonly text: string;
  /** When the line came, as whoever kept the log wrote it before all else; absent without a date. */
  readonly time?: string;
}

const NONE: Origin = { kind: "none" };

/** The prefixes by launcher, each with the number or name in its first group. */
const PREFIXES: readonly (readonly [RegExp, (found: string) => Origin])[] = [
  [/^\[rank(\d{1,6})\]: ?/, (rank) => ({ kind: "rank", rank: Number(rank) })],
  [/^\[\S{1,255}@\d{1,20},(\d{1,6})\]<std(?:err|out)>: ?/, (rank) => ({ kind: "rank", rank: Number(rank) })],
  [/^\[\d{1,20},(\d{1,6})\]<std(?:err|out)>:/, (rank) => ({ kind: "rank", rank: Number(rank) })],
  [/^\[(?:default|worker)(\d{1,6})\]:/, (rank) => ({ kind: "local", localRank: Number(rank) })],
  [/^(\d{1,6}): /, (task) => ({ kind: "task", task: Number(task) })],
];

/** The prefixes that name a host. */
const HOSTS = [
  /^([A-Za-z0-9][\w.-]{0,62}): /,
  /^\[([A-Za-z][\w./-]{0,255})\] /,
  /^([A-Za-z0-9][\w.-]{0,62}) +\| /,
];

/** Words in such a place that are no host's name, whatever they stand before. */
const NO_HOST = /(?:Error|Exception|Warning)$|^(?:INFO|WARN|WARNING|ERROR|DEBUG|CRITICAL|FATAL|NOTE)$/;

/** How Kubernetes, Docker, `ts` and the journal date each line that they keep. */
const DATES = [
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)? /,
  /^\[(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d)\] /,
  /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d /,
];

/**
 * Takes the date and the launcher's prefix off a line. A host's name looks like any word before a colon, so it must be
 * one that the launcher named, or that stands before what only a launched process prints.
 */
export function printedBy(line: string, isHost: (name: string) => boolean): Printed {
  const date = DATES.map((pattern) => pattern.exec(line)).find((it) => it !== null);
  if (date === undefined) return withoutPrefix(line, isHost);
  const printed = withoutPrefix(line.slice(date[0].length), isHost);
  return date[1] === undefined ? printed : { ...printed, time: date[1].replace("T", " ") };
}

function withoutPrefix(line: string, isHost: (name: string) => boolean): Printed {
  for (const [pattern, originOf] of PREFIXES) {
    const found = pattern.exec(line);
    if (found?.[1] === undefined) continue;
    const text = line.slice(found[0].length).replace(BLANK_OF_PREFIX, (found) => found.slice(1));
    return nested({ prefix: found[0].trimEnd(), origin: originOf(found[1]), text });
  }
  for (const pattern of HOSTS) {
    const [whole, host] = pattern.exec(line) ?? [];
    if (whole === undefined || host === undefined) continue;
    const text = line.slice(whole.length);
    if (isHost(host) || (isOfProcess(text) && !NO_HOST.test(host)))
      return nested({ prefix: whole.trimEnd(), origin: { kind: "host", host }, text });
  }
  return { prefix: "", origin: NONE, text: line };
}

/** Some versions of mpirun write a blank behind their tag, which then stands before what begins no line with one. */
const BLANK_OF_PREFIX = /^ (?:Traceback |\[|[\w.]{0,80}(?:Error|Exception)\b)/;

const OWN_TAG = /^\[(rank|default)(\d{1,6})\]: ?/;

/** torch's own tag may stand behind a launcher's prefix; it says more. */
function nested(printed: Printed): Printed {
  const found = OWN_TAG.exec(printed.text);
  if (found === null) return printed;
  const number = Number(found[2]);
  const origin: Origin =
    found[1] === "rank"
      ? { kind: "rank", rank: number }
      : printed.origin.kind === "none"
        ? { kind: "local", localRank: number }
        : printed.origin;
  return {
    prefix: `${printed.prefix}${found[0].trimEnd()}`,
    origin,
    text: printed.text.slice(found[0].length),
  };
}

/** What begins lines only in the output of a launched process, whatever the host is called. */
const OF_PROCESS = [
  "Traceback (most",
  " samples/sec:",
  "NeoXArgs.from_ymls",
  "NeoXArgs.configure",
  "-------------------- arguments",
];

function isOfProcess(text: string): boolean {
  return (
    OWN_TAG.test(text) ||
    OF_PROCESS.some((it) => text.startsWith(it)) ||
    /^\[\d{4}-\d\d-\d\d |^ {2}[a-z_]+ \.\.|^ {2}File "/.test(text)
  );
}

/** Colours and cursor movements, and all that a terminal has overwritten: of a progress bar its last state stays. */
export function shownText(line: string): string {
  const plain = line.includes("\u001b") ? line.replace(ESCAPES, "") : line;
  if (!plain.includes("\r")) return plain;
  const states = plain.split("\r").filter((state) => state.trim() !== "");
  return states.at(-1) ?? "";
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it takes out.
const ESCAPES = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;
