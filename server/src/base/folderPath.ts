/** A path without the slashes at its end; empty for the root. */
export function folderPath(path: string): string {
  return path.replace(/(?<!\/)\/+$/, "");
}
