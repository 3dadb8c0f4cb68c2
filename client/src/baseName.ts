import type { Uri } from "vscode";

/** The last part of a path: what a file is called. */
export function baseName({ path }: Uri): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
