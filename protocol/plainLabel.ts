/** What VS Code shows as a label, with names of a workspace in it: of `$(name)` it makes an icon there. */
export function plainLabel(text: string): string {
  return text.replaceAll("$(", "$ (");
}
