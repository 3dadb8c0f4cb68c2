/** Nothing lies there, or what should be a folder on the way is a file. */
const ABSENT: ReadonlySet<unknown> = new Set(["ENOENT", "ENOTDIR"]);

/** Whether an error of Node's file system says that nothing is there; any other leaves that open. */
export function saysAbsent(error: unknown): boolean {
  return error instanceof Error && "code" in error && ABSENT.has(error.code);
}
