/** What belongs to folders, to be found for what lies in them: one look for each folder above it, however many there are. */
export class ByFolder<Value> {
  readonly #values = new Map<string, Value>();
  #longest = 0;

  constructor(entries: Iterable<readonly [folder: string, value: Value]> = []) {
    for (const [folder, value] of entries) this.set(folder, value);
  }

  get(folder: string): Value | undefined {
    return this.#values.get(withoutSlash(folder));
  }

  set(folder: string, value: Value): void {
    const key = withoutSlash(folder);
    this.#values.set(key, value);
    this.#longest = Math.max(this.#longest, key.length);
  }

  /** Of the folders that hold a file, innermost first. */
  *holding(uri: string): Iterable<Value> {
    for (let end = uri.lastIndexOf("/", this.#longest); end > 0; end = uri.lastIndexOf("/", end - 1)) {
      const value = this.#values.get(uri.slice(0, end));
      if (value !== undefined) yield value;
    }
  }
}

function withoutSlash(folder: string): string {
  return folder.endsWith("/") ? folder.slice(0, -1) : folder;
}
