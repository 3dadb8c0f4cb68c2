import { BrowserMessageReader, BrowserMessageWriter, createMessageConnection } from "vscode-jsonrpc/browser";
import { connectionOver } from "./client";
import { serve } from "./server";

declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

serve(
  connectionOver(createMessageConnection, new BrowserMessageReader(self), new BrowserMessageWriter(self)),
);
