import { type Disposable, TabInputText, type TextEditor, type Uri, window, workspace } from "vscode";

/** Which text a command is about: the active one, or the last that was, as when a walkthrough has taken its place. */
export class ConfigEditor implements Disposable {
  private last: Uri | undefined = window.activeTextEditor?.document.uri;
  private readonly listener = window.onDidChangeActiveTextEditor((editor) => {
    if (editor !== undefined && isConfigText(editor)) this.last = editor.document.uri;
  });

  /** The editor, in front again where another tab hides it; undefined where no text is open. */
  async show(): Promise<TextEditor | undefined> {
    const { activeTextEditor, visibleTextEditors } = window;
    const visible = activeTextEditor ?? visibleTextEditors.find(isConfigText);
    if (visible !== undefined) return visible;
    const last = this.last?.toString();
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    const isOpen = tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === last);
    const document = workspace.textDocuments.find(({ uri }) => uri.toString() === last);
    return isOpen && document !== undefined ? window.showTextDocument(document) : undefined;
  }

  dispose(): void {
    this.listener.dispose();
  }
}

function isConfigText({ document }: TextEditor): boolean {
  return document.languageId === "yaml" || document.languageId === "json";
}
