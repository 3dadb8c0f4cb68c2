import { Recent } from "../base/recent";
import type { Found } from "./disk";

/** What is read of files, known by what the files are: those that many names and links lead to are read once. */
export class KnownFiles<Value> {
  readonly #known: Recent<Value>;

  /** `sizeOf` a value, of which all that are kept come to `most` together; one each where it is not given. */
  constructor(most: number, sizeOf: (value: Value) => number = () => 1) {
    this.#known = new Recent(most, sizeOf);
  }

  /** What `read` makes of files, which may be read in several ways. Where it fails, nothing is kept. */
  of(files: readonly Found[], read: () => Promise<Value>, way = ""): Promise<Value> {
    // A disk may not tell what a file is.
    if (files.some(({ identity }) => identity === undefined)) return read();
    return this.#known.get(JSON.stringify([way, files]), read);
  }
}
