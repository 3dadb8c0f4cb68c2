import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeLoads } from "../workspace/node/nodeDisk";
import { nodeFiles } from "../workspace/node/nodeFiles";
import { Lifecycle } from "./lifecycle";
import { serve } from "./server";

const lifecycle = new Lifecycle();
const connection = createConnection(ProposedFeatures.all, { messageStrategy: lifecycle });
lifecycle.listen(connection);
serve(connection, nodeFiles, nodeLoads);

// What one text or file makes fail, and nobody waits for, ends no server.
process.on("unhandledRejection", (error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
});
