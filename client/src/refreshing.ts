/** Asks again, and no more than once, where something changed while an answer was on its way: what is shown is the newest. */
export class Refreshing {
  private asking: Promise<void> | undefined;
  private stale = false;

  /** `ask` shows what it is answered. */
  constructor(private readonly ask: () => Promise<void>) {}

  /** Done when what is shown is not older than this. */
  now(): Promise<void> {
    this.stale = true;
    this.asking ??= this.askWhileStale();
    return this.asking;
  }

  private async askWhileStale(): Promise<void> {
    try {
      while (this.stale) {
        this.stale = false;
        await this.ask();
      }
    } finally {
      this.asking = undefined;
    }
  }
}
