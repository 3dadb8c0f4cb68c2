import { type Disposable, type LanguageStatusItem, LanguageStatusSeverity, l10n, languages } from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";

interface Look {
  readonly text: string;
  readonly severity: LanguageStatusSeverity;
}

/** What a person reads for each state of the server. */
function look(state: State): Look {
  switch (state) {
    case State.Starting:
      return { text: l10n.t("NeoX Config: starting"), severity: LanguageStatusSeverity.Information };
    case State.Running:
      return { text: l10n.t("NeoX Config: running"), severity: LanguageStatusSeverity.Information };
    case State.Stopped:
      return { text: l10n.t("NeoX Config: stopped"), severity: LanguageStatusSeverity.Warning };
    case State.StartFailed:
      return { text: l10n.t("NeoX Config: failed to start"), severity: LanguageStatusSeverity.Error };
  }
}

/** The server's state in the language status of YAML editors. */
export class ServerStatus implements Disposable {
  private readonly item: LanguageStatusItem;
  private listener: Disposable | undefined;

  constructor() {
    this.item = languages.createLanguageStatusItem("neoxConfig.server", { language: "yaml" });
    this.item.name = l10n.t("NeoX Config server");
    this.show(State.Stopped);
  }

  /** Shows the state of `client` from now on, and no longer that of the one before. */
  follow(client: BaseLanguageClient): void {
    this.listener?.dispose();
    this.listener = client.onDidChangeState(({ newState }) => this.show(newState));
  }

  dispose(): void {
    this.listener?.dispose();
    this.item.dispose();
  }

  private show(state: State): void {
    const { text, severity } = look(state);
    this.item.text = text;
    this.item.severity = severity;
    this.item.busy = state === State.Starting;
    this.item.command =
      state === State.Stopped || state === State.StartFailed
        ? { title: l10n.t("Restart"), command: "neoxConfig.restart" }
        : { title: l10n.t("Show log"), command: "neoxConfig.showLog" };
  }
}
