import { cutBetweenWords } from "../base/cut";
import { detached } from "../base/detached";
import { elementsOf } from "../python/elements";
import { scalarText } from "../python/scalarText";
import { type ArgumentRows, ArgumentsReader } from "./argumentsTable";
import { type Frame, Frames } from "./frames";
import { KeptOfLogs } from "./keptOfLogs";
import type { KnownFailure } from "./known/known";
import { statedFailure } from "./known/table";
import { endsWithBar, LineHash, LineShapes, type Said } from "./lineShapes";
import { LogLines } from "./logLines";
import { LogText } from "./logText";
import { type Origin, type Printed, printedBy, shownText } from "./origin";
import { iterationOf, mostMemoryOf, Progress, type RunNumbers } from "./progress";
import { pythonLiteral } from "./pythonLiteral";
import { isOfRankZero } from "./rankZero";
import type { Secrets } from "./secrets";
import { mayTell } from "./tellingWords";
import { MOST_CHARACTERS, statedException, type Traceback, TracebackReader } from "./traceback";
import { World } from "./world";

/** Something in a log that may be why the run failed. */
export interface Sign {
  /** `exception` with its traceback; `statement`: a line that tells; `bare`: an exception without its traceback. */
  readonly kind: "exception" | "statement" | "bare";
  /** First line of its traceback; the same as `line` where it has none. */
  readonly from: number;
  readonly line: number;
  readonly prefix: string;
  readonly origin: Origin;
  /** As the last line before it with a time says; sortable. */
  readonly time: string;
  readonly type: string;
  readonly message: string;
  readonly frames: readonly Frame[];
  readonly known?: KnownFailure;
  readonly during?: Traceback;
  /** What loggers said shortly before and belongs to it. */
  readonly context: readonly string[];
}

/** A rank's end as its launcher tells. */
export interface Exit {
  readonly line: number;
  readonly code: number;
  readonly rank: number | undefined;
}

/** What a log says, in little: its size does not depend on that of the log. */
export interface LogRecord {
  /** The name of the log, as it was given. */
  readonly name: string;
  readonly lineCount: number;
  readonly signs: readonly Sign[];
  readonly exits: readonly Exit[];
  /** Line of the last logged iteration, and of the last line that only rank 0 prints, by prefix. */
  readonly lastIterationLine: number;
  readonly lastRankZeroLines: ReadonlyMap<string, number>;
  /** Line in which the launcher began to kill the ranks. */
  readonly killedLine: number | undefined;
  /** Ranks that told of a timeout. */
  readonly waitingRanks: ReadonlySet<number>;
  readonly world: World;
  readonly arguments: ArgumentRows;
  /** Nothing of the table is cut off. */
  readonly hasWholeTable: boolean;
  readonly numbers: RunNumbers | undefined;
  readonly secrets: Secrets;
  /** The config files of the launch, as deepy.py names them. */
  readonly configNames: readonly string[];
  /** `load` named no checkpoint, and training began anew. */
  readonly loadedNothing: boolean;
  /** It ended because exit_interval or exit_duration said so. */
  readonly exitedAtInterval: boolean;
  /** It has done what it was started for, and then leaves with a status that looks like a failure. */
  readonly isDone: boolean;
}

/** A line of the chunk that is being read. */
interface LineBytes {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** How Python's loggers begin a line. */
const STAMP = /^\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/;

/** More signs are echoes of the first. */
const MOST_SIGNS = 400;
const MOST_STREAMS = 4096;

/**
 * Reads one log as a stream, in memory that does not grow with it.
 * `push` takes its bytes in any pieces, `end` tells what it says.
 */
export class LogReader {
  private readonly text = new LogText();
  private readonly lines: LogLines;
  private readonly streams = new Map<string, TracebackReader>();
  /** Who prints, by the prefix of each line. */
  private readonly printers = new Map<string, Printer>();
  private readonly signs: Sign[] = [];
  private readonly statedIn = new Set<string>();
  private readonly exits: Exit[] = [];
  private readonly lastRankZeroLines = new Map<string, number>();
  private readonly waitingRanks = new Set<number>();
  private readonly world = new World();
  private readonly table: ArgumentsReader;
  private readonly frames: Frames;
  private readonly progress = new Progress();
  private readonly decoder = new TextDecoder();
  private context: string[] = [];
  private time = "";
  private lastIterationLine = 0;
  private killedLine: number | undefined;
  private configNames: readonly string[] = [];
  private loadedNothing = false;
  private exitedAtInterval = false;
  private isDone = false;
  /** The rank whose end mpirun is about to tell. */
  private endedProcess: number | undefined;
  /** An iteration of the current chunk that is not decoded yet. */
  private unread: LineBytes | undefined;
  /** The last line of the current chunk that was not read, for the time in it. */
  private skipped: LineBytes | undefined;
  private iterationCount = 0;
  private workOfLinesRead = 0;
  private readonly shapes = new LineShapes();
  private readonly hash = new LineHash();
  /** A traceback is being read: no line may be left out, as long as there is room for it. */
  private readAllUntil = 0;
  private roomForLines = MOST_OF_FEW_BYTES;

  /** `kept`: of all logs that are read together. */
  constructor(
    private readonly name: string,
    readonly kept = new KeptOfLogs(),
  ) {
    this.table = new ArgumentsReader(kept);
    this.frames = new Frames(kept);
    this.lines = new LogLines((bytes, start, end, number) => this.readBytes(bytes, start, end, number));
  }

  /** @throws UnreadableLog for what is packed */
  push(chunk: Uint8Array): void {
    this.pushText(this.text.utf8(chunk));
  }

  private pushText(chunk: Uint8Array): void {
    this.lines.push(chunk);
    // Of the many iterations in a chunk the last one tells enough.
    const { unread } = this;
    this.unread = undefined;
    if (unread !== undefined)
      this.readIteration(this.decoded(unread.bytes, unread.start, unread.end), this.lastIterationLine);
    this.readSkippedTime();
  }

  /** How much it was to read all so far: as many lines that tell nothing take as long. */
  get work(): number {
    return this.lines.lineCount + this.workOfLinesRead;
  }

  /** @throws UnreadableLog for what is packed */
  end(): LogRecord {
    this.pushText(this.text.end());
    this.lines.end();
    for (const stream of this.streams.values()) stream.end();
    return {
      name: this.name,
      lineCount: this.lines.lineCount,
      signs: this.signs,
      exits: this.exits,
      lastIterationLine: this.lastIterationLine,
      lastRankZeroLines: this.lastRankZeroLines,
      killedLine: this.killedLine,
      waitingRanks: this.waitingRanks,
      world: this.world,
      arguments: this.table.table,
      hasWholeTable: this.table.isWhole,
      numbers: this.progress.numbers,
      secrets: this.kept.secrets,
      configNames: this.configNames,
      loadedNothing: this.loadedNothing,
      exitedAtInterval: this.exitedAtInterval,
      isDone: this.isDone,
    };
  }

  private readBytes(bytes: Uint8Array, start: number, end: number, number: number): void {
    const hash = this.hash.of(bytes, start, end);
    const shape = this.shapes.shapeOf(hash);
    const isAllRead = number <= this.readAllUntil && this.roomForLines > 0;
    if (!isAllRead && shape !== "iteration") {
      const isVain = shape === "vain" || !mayTell(bytes, start, end);
      if (isVain) {
        this.skipped = { bytes, start, end };
        if (shape !== "vain") this.shapes.add(hash, "nothing");
        return;
      }
    }
    if (shape === "iteration" && this.iterationCount > FIRST_ITERATIONS && endsWithBar(bytes, start, end)) {
      this.lastIterationLine = number;
      this.unread = { bytes, start, end };
      return;
    }
    this.readSkippedTime();
    this.roomForLines += (end - start) / BYTES_OF_A_LINE - 1;
    this.workOfLinesRead += WORK_OF_A_LINE + WORK_OF_A_BYTE * (end - start);
    this.shapes.add(hash, this.readLine(this.decoded(bytes, start, end), number));
  }

  private decoded(bytes: Uint8Array, start: number, end: number): string {
    return this.decoder.decode(bytes.subarray(start, end));
  }

  private readLine(raw: string, number: number): Said {
    const line = shownText(raw.endsWith("\r") ? raw.slice(0, -1) : raw);
    const printed = printedBy(line, (name) => this.world.isHost(name));
    const { prefix, origin } = this.printerOf(printed);
    const { text, time } = printed;
    if (origin.kind === "host") this.world.addHost(origin.host);
    const told = time ?? STAMP.exec(text)?.[1];
    if (told !== undefined) this.time = detached(told);
    const row = this.table.read(text);
    if (row !== "none") return row === "new" ? "something" : "nothing";
    if (this.world.read(text, prefix)) return "something";
    const isSecret = this.kept.secrets.lookIn(text);
    const isIteration = this.readIteration(text, number);
    const event = this.readEvents(text, prefix, origin, number);
    const isOfTraceback = this.readTraceback(text, prefix, origin, number);
    if (isOfTraceback) this.readAllUntil = number + LONGEST_TRACEBACK;
    if (isOfTraceback || isSecret || event === "something") return "something";
    return isIteration ? "iteration" : event;
  }

  /** Whether the line is of a traceback. Of signs that are not kept any more no line is worth reading. */
  private readTraceback(text: string, prefix: string, origin: Origin, number: number): boolean {
    const stream = this.signs.length < MOST_SIGNS ? this.streamOf(prefix, origin) : undefined;
    return stream !== undefined && (stream.isBusy || !this.isFull) && stream.read(text, number);
  }

  /** Whether no more exceptions have room beside those that are stated, whose ends are not told yet. */
  private get isFull(): boolean {
    return this.signs.length + this.frames.stated >= MOST_SIGNS;
  }

  /** Whether the line tells how an iteration went. */
  private readIteration(text: string, number: number): boolean {
    const memory = mostMemoryOf(text);
    if (memory !== undefined) this.progress.addMemory(memory);
    const iteration = text.includes("elapsed time per iteration") ? iterationOf(text) : undefined;
    if (iteration === undefined) return false;
    this.lastIterationLine = number;
    this.iterationCount += 1;
    this.progress.add(iteration);
    return true;
  }

  /** What the line told of one. */
  private readEvents(text: string, prefix: string, origin: Origin, number: number): Said {
    const isRoomy = this.lastRankZeroLines.size < MOST_STREAMS || this.lastRankZeroLines.has(prefix);
    if (isRoomy && isOfRankZero(text)) this.lastRankZeroLines.set(prefix, number);
    const said = [this.readContext(text), this.readKill(text, number), this.readWaiting(text)];
    if (text.startsWith(CONFIGS)) this.configNames = namesIn(text.slice(CONFIGS.length));
    if (text.includes("Unable to load checkpoint")) this.loadedNothing = true;
    if (/exiting (?:the )?program (?:at iteration|after)/.test(text)) this.exitedAtInterval = true;
    if (DONE.some((it) => text.startsWith(it))) this.isDone = true;
    if (this.readExit(text, prefix, origin, number)) said.push("something");
    const known = statedFailure(text);
    const isInTraceback = this.isFull || this.streams.get(prefix)?.isOpen === true;
    if (known !== undefined && !(isInTraceback && isOfException(text)))
      said.push(this.addStatement(known, text, prefix, origin, number));
    else if (!isInTraceback) this.readBare(text, prefix, origin, number);
    if (said.includes("something")) return "something";
    return known !== undefined || said.includes("again") ? "again" : "nothing";
  }

  private readContext(text: string): Said {
    if (!CONTEXT.test(text)) return "nothing";
    const told = cutBetweenWords(text, LONGEST_CONTEXT);
    if (told === this.context.at(-1)) return "again";
    this.context = [...this.context.slice(-MOST_CONTEXT + 1), detached(told)];
    return "something";
  }

  private readKill(text: string, number: number): Said {
    if (!text.includes("Killing subprocess")) return "nothing";
    if (this.killedLine !== undefined) return "again";
    this.killedLine = number;
    return "something";
  }

  private readWaiting(text: string): Said {
    if (this.waitingRanks.size >= MOST_STREAMS || !/atchdog|timeout/.test(text)) return "nothing";
    const waiting = /\[Rank (\d+)\]/.exec(text)?.[1];
    if (waiting === undefined) return "nothing";
    const rank = Number(waiting);
    if (this.waitingRanks.has(rank)) return "again";
    this.waitingRanks.add(rank);
    return "something";
  }

  private readExit(text: string, prefix: string, origin: Origin, line: number): boolean {
    const exit = this.exits.length < MOST_SIGNS ? this.exitIn(text, prefix, origin) : undefined;
    if (exit === undefined) return false;
    this.exits.push({ line, ...exit });
    return true;
  }

  private exitIn(text: string, prefix: string, origin: Origin): Omit<Exit, "line"> | undefined {
    const task = SYSTEM.some((it) => text.startsWith(it))
      ? /(?:task|process rank) (\d+)\b/.exec(text)?.[1]
      : undefined;
    if (task !== undefined) return { code: text.includes("xit code") ? 1 : -KILLED, rank: Number(task) };
    const process = /Process name: \[\[\d+,\d+\],\s*(\d+)\]/.exec(text)?.[1];
    if (process !== undefined) this.endedProcess = Number(process);
    const status = this.endedProcess === undefined ? undefined : /^ *Exit code: +(\d+)/.exec(text)?.[1];
    if (status !== undefined) return { code: Number(status), rank: this.endedProcess };
    const localRank = (/--local_rank=(\d+)/.exec(text) ?? /local_rank: (\d+)/.exec(text))?.[1];
    const code = (/exits with return code = (-?\d+)/.exec(text) ?? /exitcode: (-?\d+)/.exec(text))?.[1];
    if (localRank === undefined || code === undefined) return undefined;
    const node = this.world.nodeOf(prefix, origin) ?? 0;
    return { code: Number(code), rank: this.world.ranksOf(node).first + Number(localRank) };
  }

  private addStatement(
    known: KnownFailure,
    text: string,
    prefix: string,
    origin: Origin,
    line: number,
  ): Said {
    const key = `${known.id} ${prefix}`;
    // Lines of a traceback are that traceback's.
    if (this.signs.length >= MOST_SIGNS || this.statedIn.has(key) || text.startsWith(" ")) return "again";
    this.statedIn.add(key);
    this.add({
      kind: "statement",
      from: line,
      line,
      prefix,
      origin,
      type: "",
      message: cutBetweenWords(text.trim(), MOST_CHARACTERS),
      frames: [],
      known,
    });
    return "something";
  }

  private readBare(text: string, prefix: string, origin: Origin, line: number): void {
    const exception = text.startsWith(" ") ? undefined : statedException(text);
    const key = `bare ${prefix}`;
    if (exception === undefined || !/(?:Error|Exception)$/.test(exception.type) || this.statedIn.has(key))
      return;
    this.statedIn.add(key);
    this.streamOf(prefix, origin)?.stateAlone(exception, line);
  }

  private streamOf(prefix: string, origin: Origin): TracebackReader | undefined {
    const known = this.streams.get(prefix);
    if (known !== undefined || this.streams.size >= MOST_STREAMS) return known;
    const stream = new TracebackReader((it) => this.addException(it, prefix, origin), this.frames);
    this.streams.set(prefix, stream);
    return stream;
  }

  /** The first ones are kept by themselves, without the lines that they stand in. */
  private printerOf({ prefix, origin }: Printer): Printer {
    const known = this.printers.get(prefix);
    if (known !== undefined || this.printers.size >= MOST_STREAMS) return known ?? { prefix, origin };
    const printer = { prefix: detached(prefix), origin: detachedOrigin(origin) };
    this.printers.set(printer.prefix, printer);
    return printer;
  }

  private addException(traceback: Traceback, prefix: string, origin: Origin): void {
    const kind = traceback.from === traceback.line ? "bare" : "exception";
    this.add({ kind, ...traceback, prefix, origin });
  }

  private readSkippedTime(): void {
    const { skipped } = this;
    this.skipped = undefined;
    if (skipped === undefined) return;
    const line = shownText(this.decoded(skipped.bytes, skipped.start, skipped.end));
    const { text, time } = printedBy(line, (name) => this.world.isHost(name));
    this.time = time ?? STAMP.exec(text)?.[1] ?? this.time;
  }

  private add(sign: Omit<Sign, "time" | "context">): void {
    const { context } = this;
    // What was said before several of them is kept once.
    const before = context === this.signs.at(-1)?.context ? [] : context;
    const length = [sign.message, sign.type, ...before].reduce((sum, text) => sum + text.length, 0);
    if (this.signs.length >= MOST_SIGNS || !this.kept.hasRoom(length)) return;
    const texts = { type: detached(sign.type), message: detached(sign.message) };
    this.signs.push({ ...sign, ...texts, time: this.time, context });
  }
}

type Printer = Pick<Printed, "prefix" | "origin">;

function detachedOrigin(origin: Origin): Origin {
  return origin.kind === "host" ? { kind: "host", host: detached(origin.host) } : origin;
}

/** How NeoX tells the files that it merges (megatron/neox_arguments/arguments.py:from_ymls). */
const CONFIGS = "NeoXArgs.from_ymls() ";

function namesIn(list: string): readonly string[] {
  const names = pythonLiteral(list.trim());
  return names === undefined ? [] : (elementsOf(names)?.map(scalarText) ?? []);
}

/** What NeoX prints before it leaves with status 1 though all went well (megatron/training.py). */
const DONE = ["base shapes saved...exiting", "Saved coord check plots... exiting"];

/** How srun and mpirun begin when they tell that a task ended. */
const SYSTEM = ["srun: error: ", "mpirun noticed", "mpiexec noticed"];
/** SIGKILL. */
const KILLED = 9;

/** A line that is read takes as long as so many that are not, and each of its bytes as so many more. */
const WORK_OF_A_LINE = 60;
const WORK_OF_A_BYTE = 1;

/** Lines of a traceback have as many bytes and more; so many lines without may be among them. */
const BYTES_OF_A_LINE = 24;
const MOST_OF_FEW_BYTES = 50_000;

/** Behind its last frame nothing more of a traceback is looked for. */
const LONGEST_TRACEBACK = 500;

/** Every iteration is read up to here, then one of each chunk. */
const FIRST_ITERATIONS = 300;

/** Lines that say more than the exception that follows. */
const CONTEXT =
  /^(?:ERROR:root:|Please install |Dataset does not exist|Path should be a basename|Unable to load checkpoint)/;
const MOST_CONTEXT = 8;
/** Characters of each. */
const LONGEST_CONTEXT = 1000;

/** `torch.OutOfMemoryError: ...` is told with its traceback. */
function isOfException(text: string): boolean {
  return statedException(text) !== undefined;
}
