import { commands, l10n, type Memento, ProgressLocation, type TextEditor, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { ASK_NEOX_REQUEST, type AskNeoxParams } from "../../protocol/commands";
import type { FailedRunAnswers } from "./failedRunAnswers";
import { isProcess } from "./host";
import { askedUri } from "./pages";

/** The Python that this workspace's NeoX is asked with; there from the first consent on. */
const PYTHON = "askNeoxPython";

/** The command 'Ask NeoX itself': runs the checkout's code, so it wants trust and, once a workspace, consent. */
export class NeoxQuestions {
  private count = 0;

  constructor(
    private readonly answers: FailedRunAnswers,
    private readonly memory: Memento,
  ) {}

  async ask(client: BaseLanguageClient, { document }: TextEditor): Promise<void> {
    if (!isProcess)
      return tell(l10n.t("NeoX cannot be asked in a browser: only a machine with a Python can run it."));
    if (!workspace.isTrusted)
      return tell(l10n.t("NeoX is only asked in a trusted workspace: its own code would run."));
    const python = this.memory.get<string>(PYTHON) ?? (await this.consent());
    if (python === undefined) return;
    const params: AskNeoxParams = { uri: client.code2ProtocolConverter.asUri(document.uri), python };
    const cancelled = { is: false };
    const answer = await window.withProgress(
      { location: ProgressLocation.Notification, title: l10n.t("Asking NeoX itself"), cancellable: true },
      (_, cancellation) => {
        cancellation.onCancellationRequested(() => {
          cancelled.is = true;
        });
        return client
          .sendRequest<string | null>(ASK_NEOX_REQUEST, params, cancellation)
          .catch((error: unknown) => {
            if (cancelled.is) return null;
            throw error;
          });
      },
    );
    if (cancelled.is) return;
    if (answer === null)
      return tell(l10n.t("No checkout of gpt-neox on this machine is known to run this config."));
    const page = askedUri(document.uri, ++this.count);
    this.answers.keep(page, answer);
    await commands.executeCommand("markdown.showPreviewToSide", page);
  }

  /** Says what would run, and asks for the Python to run it with; undefined where the answer is no. */
  private async consent(): Promise<string | undefined> {
    const yes = l10n.t("Run it");
    const answer = await window.showWarningMessage(
      l10n.t("Run the code of your gpt-neox checkout?"),
      {
        modal: true,
        detail: l10n.t(
          "Its argument code and one layer of each kind run in your Python with your rights, for at most two minutes. Nothing is trained or sent. This is asked once in this workspace.",
        ),
      },
      yes,
    );
    if (answer !== yes) return undefined;
    const python = await window.showInputBox({
      title: l10n.t("The Python that has PyTorch"),
      value: "python3",
    });
    if (python) await this.memory.update(PYTHON, python);
    return python || undefined;
  }
}

function tell(sentence: string): void {
  void window.showInformationMessage(sentence);
}
