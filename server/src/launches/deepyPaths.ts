/**
 * The paths deepy.py reads for the names on its command line: below `-d DIR` when that is given, and with `.yml`
 * unless they end in `.yml` or `.json` (megatron/neox_arguments/arguments.py:412-421), `.yaml` included.
 */
export function deepyPaths(names: readonly string[], directory?: string): readonly string[] {
  return names.map((name) => withExtension(directory === undefined ? name : join(directory, name)));
}

function withExtension(path: string): string {
  return path.endsWith(".yml") || path.endsWith(".json") ? path : `${path}.yml`;
}

/** As Python's `os.path.join`: an absolute path stays as it is. */
function join(directory: string, name: string): string {
  if (name.startsWith("/") || directory === "") return name;
  return directory.endsWith("/") ? `${directory}${name}` : `${directory}/${name}`;
}
