import type { KnownFailure } from "./known/known";
import { knownException } from "./known/table";
import { placeText } from "./phase";
import type { LogRecord, Sign } from "./readLog";
import type { Traceback } from "./traceback";

/** Why a run failed, in the place that says it first. */
export interface Failure {
  readonly sign: Sign;
  readonly log: LogRecord;
  readonly known: KnownFailure | undefined;
  readonly rank: number;
}

interface Judged {
  readonly sign: Sign;
  readonly log: LogRecord;
  readonly known: KnownFailure | undefined;
}

/**
 * The first failure in time of a run that may have several logs; undefined for one that failed nowhere.
 * What only echoes another rank's failure counts where nothing else is said: then a rank died without a word.
 */
export function firstFailure(logs: readonly LogRecord[]): Failure | undefined {
  const judged = logs
    .flatMap((log) => log.signs.filter((sign) => isFatal(sign, log)).map((sign) => judge(sign, log)))
    .sort(inTime);
  const certain = judged.filter(({ sign }) => sign.kind !== "bare");
  const own = certain.find(({ known }) => known?.isEcho !== true) ?? judged.find(isOwnBare);
  const silent = certain.filter(({ known }) => known?.isEcho === true);
  if (own !== undefined) return withRank(toldFirst(own, silent), own.known);
  const [first] = silent;
  const end = withoutWord(logs);
  const isOnlyOfLaunchers = silent.every(({ known }) => known?.id === "aborted-with-others");
  if (first === undefined || (isOnlyOfLaunchers && end !== undefined)) return end;
  return withRank(first, deathOf(silent)?.known);
}

/** A run that goes on after an exception did not fail by it. */
function isFatal({ line }: Sign, { lastIterationLine, killedLine, exits }: LogRecord): boolean {
  return lastIterationLine < line || killedLine !== undefined || exits.some(({ code }) => code !== 0);
}

function judge(sign: Sign, log: LogRecord): Judged {
  if (sign.kind === "statement") return { sign, log, known: sign.known };
  const known = knownOf(sign, sign.context);
  if (known?.isEcho && sign.during !== undefined) {
    const { during, ...last } = sign;
    const cause = { ...last, ...during };
    return { sign: cause, log, known: knownOf(cause, sign.context) };
  }
  return { sign, log, known };
}

function knownOf(
  { type, message, frames }: Pick<Traceback, "type" | "message" | "frames">,
  context: readonly string[],
): KnownFailure | undefined {
  const text = [`${shortType(type)}: ${message}`, ...context].join("\n");
  return knownException(text, frames.map(placeText));
}

/** `OutOfMemoryError` of `torch.cuda.OutOfMemoryError`. */
export function shortType(type: string): string {
  return type.slice(type.lastIndexOf(".") + 1);
}

function isOwnBare({ sign, known }: Judged): boolean {
  return sign.kind === "bare" && known?.isEcho !== true;
}

/** Lines order one log; between logs the time does, where both tell it. */
function inTime(one: Judged, other: Judged): number {
  if (one.log === other.log) return one.sign.from - other.sign.from;
  if (one.sign.time === "" || other.sign.time === "") return 0;
  return one.sign.time < other.sign.time ? -1 : Number(one.sign.time > other.sign.time);
}

/** The system says later why it killed a process: the line that tells first is the launcher's. */
function toldFirst(own: Judged, silent: readonly Judged[]): Judged {
  if (own.known?.id !== "node-memory" || own.sign.kind !== "statement") return own;
  return silent.find(({ sign, log }) => log === own.log && sign.line < own.sign.line) ?? own;
}

/** How the silent rank died says more than that its peers missed it. */
function deathOf(silent: readonly Judged[]): Judged | undefined {
  return silent.find(({ known }) => known?.id === "killed" || known?.id === "aborted") ?? silent[0];
}

/** The launcher tells that a rank ended, and the log does not tell why. */
function withoutWord(logs: readonly LogRecord[]): Failure | undefined {
  for (const log of logs) {
    const exit = log.exits.find(({ code }) => code !== 0);
    if (exit === undefined || log.isDone) continue;
    const sign: Sign = {
      kind: "statement",
      from: exit.line,
      line: exit.line,
      prefix: "",
      origin: { kind: "none" },
      time: "",
      type: "",
      message: `exits with return code = ${exit.code}`,
      frames: [],
      context: [],
    };
    return { sign, log, known: undefined, rank: exit.rank ?? 0 };
  }
  return undefined;
}

function withRank({ sign, log }: Judged, known: KnownFailure | undefined): Failure {
  return { sign, log, known, rank: rankOf(sign, log, known) };
}

/** The rank that failed: as its prefix or the message says, else as the rest of the log tells, else 0. */
function rankOf(sign: Sign, log: LogRecord, known: KnownFailure | undefined): number {
  const isSilent = known?.isEcho === true || known?.id === "node-memory" || isDeath(sign);
  if (isSilent)
    return deadRank(log) ?? log.world.rankOf(sign.prefix, sign.origin) ?? hostRank(sign, log) ?? 0;
  return (
    log.world.rankOf(sign.prefix, sign.origin) ??
    rankInName(log.name) ??
    deviceRank(sign, log) ??
    rankThatIsMissed(sign, log) ??
    namedNode(sign, log) ??
    rankBesideZero(sign, log) ??
    hostRank(sign, log) ??
    0
  );
}

/** A line of the launcher or the system about a process, not of the process itself. */
function isDeath({ kind, message }: Sign): boolean {
  return kind === "statement" && /return code = -|exitcode: -|task \d+: |signal \d+/.test(message);
}

function deadRank({ exits, waitingRanks, world, signs }: LogRecord): number | undefined {
  const missed = onlyMissing(0, world.size ?? 0, waitingRanks);
  return missed ?? exits.find(({ code }) => code < 0)?.rank ?? aliveButOne(signs, world.size);
}

/** All ranks but one complain that they lost a peer. */
function aliveButOne(signs: readonly Sign[], size: number | undefined): number | undefined {
  const ranks = signs.flatMap(({ origin }) => (origin.kind === "rank" ? [origin.rank] : []));
  return onlyMissing(0, size ?? 0, new Set(ranks));
}

function onlyMissing(first: number, count: number, present: ReadonlySet<number>): number | undefined {
  let missing: number | undefined;
  // A log may name any count: the second that is missing ends it.
  for (let rank = first; rank < first + count; rank++) {
    if (present.has(rank)) continue;
    if (missing !== undefined) return undefined;
    missing = rank;
  }
  return missing;
}

/** `(GPU 3; 39.59 GiB total capacity` is the third of its node. */
function deviceRank({ message, prefix, origin }: Sign, { world }: LogRecord): number | undefined {
  const named = /\[Rank (\d+)\]/i.exec(message)?.[1];
  if (named !== undefined) return Number(named);
  const device = /\bGPU (\d+)(?:;| has a total capac)|cuda:(\d+)\b/.exec(message);
  if (device === null) return undefined;
  return world.ranksOf(world.nodeOf(prefix, origin) ?? 0).first + Number(device[1] ?? device[2]);
}

/** Of a node whose other ranks all waited in vain, the one that did not. */
function rankThatIsMissed({ prefix, origin }: Sign, { world, waitingRanks }: LogRecord): number | undefined {
  if (waitingRanks.size === 0) return undefined;
  const node = world.nodeOf(prefix, origin);
  const { first, count } = node === undefined ? { first: 0, count: world.size ?? 0 } : world.ranksOf(node);
  return onlyMissing(first, count, waitingRanks);
}

/** Slurm names the node that failed; its first rank stands for it. */
function namedNode({ kind, message }: Sign, { world }: LogRecord): number | undefined {
  const host = kind === "statement" ? /failure on (\S+)/i.exec(message)?.[1] : undefined;
  const node = host === undefined ? undefined : world.nodeNamed(host);
  return node === undefined ? undefined : world.ranksOf(node).first;
}

/** Ranks that print without a prefix: when rank 0 goes on to print, it was not the one that failed. */
function rankBesideZero({ kind, from, prefix, origin }: Sign, log: LogRecord): number | undefined {
  if (kind !== "exception" || origin.kind === "task" || (log.world.size ?? 1) < 2) return undefined;
  const isZeroAlive = (log.lastRankZeroLines.get(prefix) ?? 0) > from;
  return isZeroAlive && log.world.nodeOf(prefix, origin) === undefined ? 1 : undefined;
}

function hostRank({ prefix, origin }: Sign, { world }: LogRecord): number | undefined {
  const node = world.nodeOf(prefix, origin);
  return node === undefined ? undefined : world.ranksOf(node).first;
}

/** torchrun keeps a file a rank: `attempt_0/3/stderr.log`; others write `rank3.log`. */
function rankInName(name: string): number | undefined {
  const found = /rank[_-]?(\d{1,5})\b|attempt_\d+\/(\d{1,5})\/std/.exec(name);
  const rank = found?.[1] ?? found?.[2];
  return rank === undefined ? undefined : Number(rank);
}
