import type { Setting } from "./launch";

/**
 * Settings of which some are others, or are gone where `undefined` stands for them, and are read through: a fix is tried by
 * changing a few of what may be a hundred thousand.
 */
export class ChangedSettings implements ReadonlyMap<string, Setting> {
  constructor(
    private readonly before: ReadonlyMap<string, Setting>,
    private readonly changes: ReadonlyMap<string, Setting | undefined>,
  ) {}

  get size(): number {
    let { size } = this.before;
    for (const [name, setting] of this.changes) {
      if (this.before.has(name)) size--;
      if (setting !== undefined) size++;
    }
    return size;
  }

  get(name: string): Setting | undefined {
    return this.changes.has(name) ? this.changes.get(name) : this.before.get(name);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** Each at the place of what it replaces, and the new ones last. */
  *entries(): Generator<[string, Setting], undefined> {
    for (const entry of this.before) {
      if (!this.changes.has(entry[0])) yield entry;
      else {
        const setting = this.changes.get(entry[0]);
        if (setting !== undefined) yield [entry[0], setting];
      }
    }
    for (const [name, setting] of this.changes)
      if (setting !== undefined && !this.before.has(name)) yield [name, setting];
  }

  *keys(): Generator<string, undefined> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): Generator<Setting, undefined> {
    for (const [, setting] of this.entries()) yield setting;
  }

  [Symbol.iterator](): Generator<[string, Setting], undefined> {
    return this.entries();
  }

  forEach(tell: (setting: Setting, name: string, all: ReadonlyMap<string, Setting>) => void): void {
    for (const [name, setting] of this.entries()) tell(setting, name, this);
  }
}
