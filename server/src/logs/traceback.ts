import { cutBetweenWords } from "../base/cut";
import { type Frame, Frames } from "./frames";
import { KeptOfLogs } from "./keptOfLogs";

/** An uncaught exception as Python prints it. */
export interface Traceback {
  /** Line of `Traceback (most recent call last):`; that of the exception itself where the head is cut off. */
  readonly from: number;
  /** Line that states the exception. */
  readonly line: number;
  readonly frames: readonly Frame[];
  /** The class, with its module where Python prints it. */
  readonly type: string;
  /** With the lines that belong to it, no more than the first few. */
  readonly message: string;
  /** What was being handled when this came; the earliest last. */
  readonly during?: Traceback;
}

/** A traceback that is still being read. */
interface Draft {
  readonly from: number;
  readonly frames: Frame[];
  readonly during?: Traceback;
  /** Python tells of it and goes on. */
  readonly isIgnored: boolean;
}

interface Stated extends Draft {
  readonly line: number;
  readonly type: string;
  readonly message: string[];
}

/** Takes one more line of a message, as far as there is room for whole words: the rest of a key is not known as one. */
function extend({ message }: Stated, line: string): void {
  const room = MOST_CHARACTERS - message.reduce((sum, { length }) => sum + length, 0);
  if (message.length < MOST_LINES && room > 0) message.push(cutBetweenWords(line, room));
}

const HEADER = "Traceback (most recent call last)";
/** What stands before each line of a group of exceptions, and what stands between two of them. */
const MARGIN = /^ {2,}(?:\| |\+ (?=Exception Group Traceback))/;
const BETWEEN = /^ {2,}\+(?:-\+)?-{3,}/;
const CHAINED =
  /^(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception)/;
/** An exception's class at the beginning of a line: `ValueError`, `torch.OutOfMemoryError`, `zipfile.BadZipFile`. */
const EXCEPTION =
  /^((?:[A-Za-z_]\w*\.)*(?:[A-Z]\w*(?:Error|Exception|Exit|Interrupt|Iteration|Warning|Group|Expired|Timeout|Mismatch|Empty|Full)|Exception)|(?:[A-Za-z_]\w*\.)+[A-Z]\w*)(?::(?: (.*))?)?$/;

/** Frames beyond these are of a recursion. */
export const MOST_FRAMES = 200;
/** Ranks that write into one stream while their tracebacks have no end; of more the first count. */
const MOST_OPEN = 1000;
/** Exceptions that came while another was handled; of more the last ones are left out. */
const MOST_CHAINED = 100;
/** A checkpoint that does not fit names every weight; the first lines tell. */
const MOST_LINES = 60;
/** Lines behind these are not awaited as the end of a message. */
const LONGEST_MESSAGE = 10_000;
/** Of all lines of a message. */
export const MOST_CHARACTERS = 10_000;

/**
 * Reads the tracebacks of one stream. Ranks that print without a prefix write into each other; then a frame counts
 * for all tracebacks that are open, and an exception ends the one that began first.
 */
export class TracebackReader {
  private readonly open: Draft[] = [];
  private stated: Stated | undefined;
  /** The exception that was being handled, once the line between two tracebacks says so. */
  private chain: Traceback | undefined;
  private isIgnored = false;

  /** `frames`: those of the whole log. */
  constructor(
    private readonly found: (traceback: Traceback) => void,
    private readonly frames = new Frames(new KeptOfLogs()),
  ) {}

  /** Whether an exception in the next line ends a traceback. */
  get isOpen(): boolean {
    return this.open.length > 0;
  }

  /** Whether a traceback has begun or an exception is stated, of which more may be told. */
  get isBusy(): boolean {
    return this.isOpen || this.stated !== undefined || this.chain !== undefined;
  }

  /** An exception whose traceback is not there; what stands behind it is of its message. */
  stateAlone({ type, message }: StatedException, line: number): void {
    this.close();
    this.begun({ from: line, line, frames: [], isIgnored: false, type, message: [] }, message);
  }

  /** Whether the line was of a traceback. */
  read(line: string, number: number): boolean {
    if (this.stated?.line === number) return true;
    const text = line.replace(MARGIN, "");
    if (IGNORED.test(text)) this.isIgnored = true;
    const frame = this.frames.in(text);
    const exception = this.open.length === 0 || text.startsWith(" ") ? undefined : statedException(text);
    if (text.includes(HEADER)) this.begin(number, text.startsWith(`Original ${HEADER}`) || undefined);
    else if (frame !== undefined) return this.addFrame(frame, number);
    else if (exception !== undefined) this.state(exception.type, exception.message, number);
    else return this.stated !== undefined && this.readBehind(this.stated, text, number);
    return true;
  }

  /** The log ends; a traceback that it cuts off has no exception. */
  end(): void {
    this.close();
    if (this.chain !== undefined) this.found(this.chain);
    for (const draft of this.open.splice(0)) {
      this.frames.end();
      if (!draft.isIgnored && draft.frames.length > 0)
        this.found(tracebackOf({ ...draft, line: draft.from, type: "", message: [] }));
    }
  }

  /**
   * torch raises again what a process of its own met, with that one's traceback as the message: the two are one. So are
   * a group of exceptions and the first that is in it.
   */
  private begin(number: number, isOriginal = this.stated?.type.endsWith("ExceptionGroup") === true): void {
    const during = this.chain;
    this.chain = undefined;
    const outer = isOriginal ? this.stated : undefined;
    if (outer !== undefined) this.ended();
    else if (during === undefined) this.close();
    const draft = { from: outer?.from ?? number, frames: [...(outer?.frames ?? [])] };
    if (this.open.length < MOST_OPEN && this.frames.begin())
      this.open.push({ ...draft, isIgnored: this.isIgnored, ...(during && { during }) });
    this.isIgnored = false;
  }

  /** Whether a traceback has room for one more. */
  private addFrame(frame: Frame, number: number): boolean {
    // The head of the log, with the traceback's own, is cut off.
    if (this.open.length === 0) this.begin(number);
    // Those that are open longer have as many, so that behind a full one there is nothing to do.
    const roomy = this.open.slice(this.open.findLastIndex(({ frames }) => frames.length >= MOST_FRAMES) + 1);
    for (const { frames } of roomy) frames.push(frame);
    return roomy.length > 0;
  }

  private state(type: string, message: string, line: number): void {
    this.close();
    const draft = this.open.shift();
    if (draft === undefined) return;
    this.frames.end();
    this.begun({ ...draft, line, type, message: [] }, message);
  }

  /** An exception is stated, with the first line of its message. */
  private begun(stated: Stated, message: string): void {
    this.stated = stated;
    this.frames.stated += 1;
    extend(stated, message);
  }

  /** No more is told of the exception that was stated, which is given. */
  private ended(): Stated | undefined {
    const { stated } = this;
    this.stated = undefined;
    if (stated !== undefined) this.frames.stated -= 1;
    return stated;
  }

  /** Whether the line may be of the message, or tells that it has ended. */
  private readBehind(stated: Stated, text: string, number: number): boolean {
    if (BETWEEN.test(text)) return true;
    if (CHAINED.test(text)) {
      this.chain = lengthOf(stated) < MOST_CHAINED ? tracebackOf(stated) : stated.during;
      this.ended();
    } else if (isLogLine(text)) this.close();
    else if (isPart(text, this.open.length > 0)) {
      extend(stated, text);
      return number - stated.line < LONGEST_MESSAGE;
    }
    return true;
  }

  private close(): void {
    const stated = this.ended();
    if (stated !== undefined && !stated.isIgnored) this.found(tracebackOf(stated));
  }
}

/** Of the chain of exceptions that it ends. */
function lengthOf({ during }: Stated): number {
  let length = 1;
  for (let earlier = during; earlier !== undefined; earlier = earlier.during) length += 1;
  return length;
}

const IGNORED = /Exception ignored in|--- Logging error ---|Exception in thread (?:Chk|Int|Net|Msg|asyncio)/;

/** Source lines and carets behind an exception are of another rank's traceback. */
function isPart(text: string, isAnotherOpen: boolean): boolean {
  return text.trim() !== "" && !(isAnotherOpen && text.startsWith("    "));
}

function tracebackOf({ from, line, frames, type, message, during }: Stated): Traceback {
  return { from, line, frames, type, message: message.join("\n").trimEnd(), ...(during && { during }) };
}

/** How loggers and launchers begin their lines: no part of an exception's message. */
const OF_LOGGERS = [
  "INFO:",
  "WARNING:",
  "ERROR:",
  "DEBUG:",
  " > ",
  " samples/sec:",
  "time (ms)",
  "wandb:",
  "srun: ",
  "slurmstepd: ",
  "terminate called",
];

function isLogLine(text: string): boolean {
  return OF_LOGGERS.some((it) => text.startsWith(it)) || /^\[(?:\d{4}-\d\d-|[IWEF]\d* |[A-Z]+\] )/.test(text);
}

export interface StatedException {
  readonly type: string;
  readonly message: string;
}

/** An exception that stands by itself, where the head of its traceback is cut off or somebody printed only it. */
export function statedException(text: string): StatedException | undefined {
  const found = EXCEPTION.exec(text.trimEnd());
  return found?.[1] === undefined ? undefined : { type: found[1], message: found[2] ?? "" };
}
