import type { Setting } from "./launch";

/** Arguments that hold a path to read, with the endings NeoX adds to it. */
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  vocab_file: [""],
  merge_file: [""],
  hostfile: [""],
  sample_input_file: [""],
  data_path: [".bin", ".idx"],
};

/** An address, or text that something else fills in. */
const NOT_LOCAL = /^[a-z][a-z0-9+.-]*:\/\/|[$<>{}%*~]/i;

export interface NamedFile {
  readonly key: string;
  /** As written, with the ending that NeoX adds. */
  readonly path: string;
}

/**
 * The files that a launch reads by name, relative to where it is launched. Addresses and templates are left
 * alone, and so are bare names: `TiktokenTokenizer` takes the name of an encoding for a `vocab_file`.
 */
export function namedFiles(settings: ReadonlyMap<string, Setting>): readonly NamedFile[] {
  return Object.entries(SUFFIXES).flatMap(([key, suffixes]) => {
    const path = settings.get(key)?.value;
    if (typeof path !== "string" || !path.includes("/") || NOT_LOCAL.test(path)) return [];
    return suffixes.map((suffix) => ({ key, path: `${path}${suffix}` }));
  });
}
