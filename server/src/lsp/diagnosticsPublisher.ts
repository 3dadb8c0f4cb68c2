import type { Connection } from "vscode-languageserver";
import { withinTime } from "../base/withinTime";
import type { OpenConfigs } from "./openConfigs";
import type { Shown, ShownDiagnostics } from "./shownDiagnostics";

/** Milliseconds: a check that takes longer than most is worth a pause in the typing, though not a long one. */
const SLOW_CHECK = 30;
const LONGEST_PAUSE = 100;

/** How long to wait with a check so that changes on their way count, from the milliseconds the last one took. */
export function pauseFor(lastDuration: number): number {
  return lastDuration < SLOW_CHECK ? 0 : Math.min(lastDuration, LONGEST_PAUSE);
}

/** Milliseconds that the texts behind one wait for it: a client or a disk may take ten seconds, and a long text one. */
const LONGEST_TURN = 200;

/** Milliseconds that texts which did not change themselves wait for the changes to pause. */
const PAUSE_OF_OTHERS = 100;

type Turn = ReturnType<typeof setTimeout>;

interface Mark {
  /** What the diagnostics are of. */
  readonly of: string;
  readonly isOfOthers: boolean;
}

/** Sends diagnostics after each change; a text that changes again before its turn is not checked at all. */
export class DiagnosticsPublisher {
  private readonly waiting = new Map<string, Turn>();
  /** Texts that are being looked at, and whether their turn has come again since. */
  private readonly running = new Map<string, { again: boolean }>();
  private round: Turn | undefined;
  /** Texts that have diagnostics in the editor. */
  private readonly marked = new Map<string, Mark>();

  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly connection: Pick<Connection, "sendDiagnostics">,
    private readonly configs: Pick<OpenConfigs, "lastDuration">,
    private readonly shown: Pick<ShownDiagnostics, "in" | "inItself">,
    private readonly failed: (what: string, error: unknown) => void,
  ) {}

  /** Checks the newest text soon: changes that the client has already sent are read first. */
  schedule(uri: string): void {
    clearTimeout(this.waiting.get(uri));
    const pause = pauseFor(this.configs.lastDuration(uri));
    const turn: Turn = setTimeout(() => this.publish(uri, turn), pause);
    this.waiting.set(uri, turn);
  }

  /** Checks all texts anew after changes that may show in them, once the changes pause. */
  scheduleAll(uris: () => Iterable<string>): void {
    clearTimeout(this.round);
    this.round = setTimeout(() => {
      for (const uri of uris()) this.schedule(uri);
    }, PAUSE_OF_OTHERS);
  }

  close(uri: string): void {
    clearTimeout(this.waiting.get(uri));
    this.waiting.delete(uri);
    void this.clear(uri).catch((error) => this.failed(uri, error));
  }

  private async publish(uri: string, turn: Turn): Promise<void> {
    const before = this.running.get(uri);
    if (before !== undefined) {
      before.again = true;
      return;
    }
    const own = { again: false };
    this.running.set(uri, own);
    await this.send(uri, turn);
    this.running.delete(uri);
    if (own.again) this.schedule(uri);
  }

  private async send(uri: string, turn: Turn): Promise<void> {
    // A change that came while something was awaited has a turn of its own.
    const isOvertaken = () => this.waiting.get(uri) !== turn;
    try {
      const own = await this.inItself(uri);
      // A text that was closed has no turn any more.
      if (own !== undefined && this.waiting.has(uri)) await this.mark(uri, own);
      const shown = await this.shown.in(uri);
      if (isOvertaken()) return;
      this.waiting.delete(uri);
      await (shown === undefined ? this.clear(uri) : this.mark(uri, shown));
    } catch (error) {
      this.failed(uri, error);
    }
  }

  /** What others found in it stays until they are checked as well. */
  private async inItself(uri: string): Promise<Shown | undefined> {
    const mark = this.marked.get(uri);
    if (mark?.isOfOthers) return undefined;
    const check = () => this.shown.inItself(uri);
    // One that is shown and has changed is what somebody looks at.
    return mark === undefined ? this.inOrder(check) : check();
  }

  /** One after the other, what came first first: all at once they would all be done last. A slow one holds nobody up. */
  private inOrder<Found>(check: () => Promise<Found>): Promise<Found> {
    const found = this.last.then(check);
    this.last = this.last.then(() => withinTime(found, LONGEST_TURN)).catch(() => {});
    return found;
  }

  private async mark(uri: string, shown: Shown): Promise<void> {
    const { id, version, isOfOthers } = shown;
    const of = `${version} ${id}`;
    if (this.marked.get(uri)?.of === of) return;
    this.marked.set(uri, { of, isOfOthers });
    await this.connection.sendDiagnostics({
      uri,
      ...(version !== null && { version }),
      diagnostics: [...shown.diagnostics],
    });
  }

  private async clear(uri: string): Promise<void> {
    if (this.marked.delete(uri)) await this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }
}
