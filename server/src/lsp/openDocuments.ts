import type { MessageConnection } from "vscode-jsonrpc";
import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
} from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { normalUri } from "../workspace/uris";

/** What is told of open texts; a text that opens changes too. */
export interface DocumentEvents {
  opened(uri: string): void;
  changed(): void;
  saved(): void;
  closed(uri: string): void;
}

/** The texts that the client has open, as its messages say. */
export class OpenDocuments {
  private readonly byUri = new Map<string, TextDocument>();
  private readonly byNormalUri = new Map<string, TextDocument>();

  /** By their normal URIs. */
  get texts(): ReadonlyMap<string, TextDocument> {
    return this.byNormalUri;
  }

  /** As the client spells them. */
  get uris(): readonly string[] {
    return [...this.byUri.keys()];
  }

  get(uri: string): TextDocument | undefined {
    return this.byUri.get(uri);
  }

  listen(connection: MessageConnection, events: DocumentEvents): void {
    connection.onNotification("textDocument/didOpen", ({ textDocument }: DidOpenTextDocumentParams) => {
      const { uri, languageId, version, text } = textDocument;
      this.set(TextDocument.create(uri, languageId, version, text));
      events.opened(uri);
      events.changed();
    });
    connection.onNotification("textDocument/didChange", (params: DidChangeTextDocumentParams) => {
      const { textDocument, contentChanges } = params;
      const document = this.byUri.get(textDocument.uri);
      if (document === undefined || contentChanges.length === 0) return;
      this.set(TextDocument.update(document, contentChanges, textDocument.version));
      events.changed();
    });
    connection.onNotification("textDocument/didSave", () => events.saved());
    connection.onNotification("textDocument/didClose", ({ textDocument }: DidCloseTextDocumentParams) => {
      const { uri } = textDocument;
      this.byNormalUri.delete(normalUri(uri));
      if (this.byUri.delete(uri)) events.closed(uri);
    });
  }

  private set(document: TextDocument): void {
    this.byUri.set(document.uri, document);
    this.byNormalUri.set(normalUri(document.uri), document);
  }
}
