import type { Uri } from "vscode";

/** What the server has said of runs, by the name of their page. */
export class FailedRunAnswers {
  private readonly texts = new Map<string, string>();

  /** The page of a run, until the next one of this name. */
  textOf(page: Uri): string {
    return this.texts.get(page.toString()) ?? "";
  }

  keep(page: Uri, text: string): void {
    this.texts.set(page.toString(), text);
  }
}
