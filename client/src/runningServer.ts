import type { Event, Uri } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** Where commands find the client; another one after each restart. */
export interface RunningServer {
  /** Undefined before the first start. */
  readonly running: BaseLanguageClient | undefined;
  /** A config was checked anew, in the launch that is active now. */
  readonly onDidCheck: Event<Uri>;
}
