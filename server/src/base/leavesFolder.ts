/** Whether a relative path goes out of the folder it starts in. A name may begin with two dots. */
export function leavesFolder(path: string): boolean {
  return /^\.\.([/\\]|$)/.test(path);
}
