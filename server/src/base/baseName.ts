/** The last part of a path or URI, as `os.path.basename` gives it. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
