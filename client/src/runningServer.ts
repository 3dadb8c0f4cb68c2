import { type Event, l10n, type Uri, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** Where commands find the client; another one after each restart. */
export interface RunningServer {
  /** Undefined before the first start. */
  readonly running: BaseLanguageClient | undefined;
  /** A config was checked anew, in the launch that is active now. */
  readonly onDidCheck: Event<Uri>;
}

/** Said where a command needs the server and there is none. */
export function sayNoServer(): void {
  void window.showWarningMessage(l10n.t("The NeoX Config server does not run."));
}
