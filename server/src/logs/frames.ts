import { detached } from "../base/detached";
import type { KeptOfLogs } from "./keptOfLogs";

/** A function on the stack, innermost last. */
export interface Frame {
  readonly path: string;
  readonly name: string;
}

/** Characters of a frame's path; its end tells whose it is. */
const LONGEST_PATH = 4096;
const LONGEST_NAME = 1000;
/** Tracebacks of all streams that have no end yet; each has its list of frames. */
const MOST_OPEN = 5000;

const FRAME = /^\s*File "([^"]+)", line \d+, in (\S+)/;

/** The frames of all tracebacks of a log, each of which many share. */
export class Frames {
  private readonly known = new Map<string, Frame>();
  private open = 0;
  /** Exceptions of all streams that are stated, and of which more may be told. */
  stated = 0;

  constructor(private readonly kept: KeptOfLogs) {}

  /** Whether one more traceback may be read at once. */
  begin(): boolean {
    if (this.open >= MOST_OPEN) return false;
    this.open += 1;
    return true;
  }

  end(): void {
    this.open -= 1;
  }

  /** The frame that a line tells of; undefined for another line, or where there is no room for one more. */
  in(text: string): Frame | undefined {
    const found = FRAME.exec(text);
    const [path, name] = [found?.[1]?.slice(-LONGEST_PATH), found?.[2]?.slice(0, LONGEST_NAME)];
    if (path === undefined || name === undefined) return undefined;
    return this.known.get(`${path}\n${name}`) ?? this.add(path, name);
  }

  private add(path: string, name: string): Frame | undefined {
    const key = detached(`${path}\n${name}`);
    if (!this.kept.hasRoom(key.length)) return undefined;
    const frame = { path: key.slice(0, path.length), name: key.slice(path.length + 1) };
    this.known.set(key, frame);
    return frame;
  }
}
