/** What was asked for last, by name, up to a size of all of it together. */
export class Recent<Value> {
  /** In the order in which they were asked for. */
  private readonly values = new Map<string, Promise<Value>>();
  private readonly sizes = new Map<string, number>();
  private total = 0;

  constructor(
    private readonly most: number,
    private readonly sizeOf: (value: Value, name: string) => number,
  ) {}

  /** The value under a name, made where it is not kept. */
  get(name: string, make: () => Promise<Value>): Promise<Value> {
    const value = this.values.get(name) ?? this.made(name, make());
    this.values.delete(name);
    this.values.set(name, value);
    return value;
  }

  names(): Iterable<string> {
    return this.values.keys();
  }

  /** What was kept under a name is kept no longer, and given. */
  delete(name: string): Promise<Value> | undefined {
    const value = this.values.get(name);
    this.values.delete(name);
    this.total -= this.sizes.get(name) ?? 0;
    this.sizes.delete(name);
    return value;
  }

  clear(): void {
    this.values.clear();
    this.sizes.clear();
    this.total = 0;
  }

  private made(name: string, making: Promise<Value>): Promise<Value> {
    // Meanwhile it may have been forgotten.
    const isKept = () => this.values.get(name) === making;
    making.then(
      (value) => {
        if (isKept()) this.count(name, this.sizeOf(value, name));
      },
      () => {
        if (isKept()) this.delete(name);
      },
    );
    return making;
  }

  private count(name: string, size: number): void {
    this.sizes.set(name, size);
    this.total += size;
    for (const oldest of this.values.keys()) {
      if (this.total <= this.most) break;
      if (this.sizes.has(oldest) && oldest !== name) this.delete(oldest);
    }
  }
}
