/** Texts that were asked for last, with their names up to so many characters of all of them; also what has no text. */
export class RecentTexts {
  /** In the order in which they were asked for. */
  private readonly texts = new Map<string, Promise<string | undefined>>();
  private readonly lengths = new Map<string, number>();
  private total = 0;

  constructor(private readonly most: number) {}

  /** The text under a name, made where it is not kept. */
  get(name: string, make: () => Promise<string | undefined>): Promise<string | undefined> {
    const text = this.texts.get(name) ?? this.made(name, make());
    this.texts.delete(name);
    this.texts.set(name, text);
    return text;
  }

  delete(name: string): void {
    this.texts.delete(name);
    this.total -= this.lengths.get(name) ?? 0;
    this.lengths.delete(name);
  }

  clear(): void {
    this.texts.clear();
    this.lengths.clear();
    this.total = 0;
  }

  private made(name: string, making: Promise<string | undefined>): Promise<string | undefined> {
    void making.then((text) => {
      // Meanwhile it may have been forgotten.
      if (this.texts.get(name) !== making) return;
      const length = name.length + (text?.length ?? 0);
      this.lengths.set(name, length);
      this.total += length;
      for (const oldest of this.texts.keys()) {
        if (this.total <= this.most) break;
        if (this.lengths.has(oldest) && oldest !== name) this.delete(oldest);
      }
    });
    return making;
  }
}
