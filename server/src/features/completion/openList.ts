import type { Command } from "vscode-languageserver-types";

/** Opens the list of completions once one is inserted. The command is VS Code's; editors that lack it do nothing. */
export function openList(title: string): Command {
  return { title, command: "editor.action.triggerSuggest" };
}
