import { fileURLToPath } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { askNeox } from "../workspace/node/askNeox";
import { nodeLoads } from "../workspace/node/nodeDisk";
import { nodeFiles } from "../workspace/node/nodeFiles";
import { Lifecycle } from "./lifecycle";
import { serve } from "./server";

/** Of a program that somebody waits for in an editor. */
const LIMITS = { seconds: 120, gibibytes: 8 };

const lifecycle = new Lifecycle();
const connection = createConnection(ProposedFeatures.all, { messageStrategy: lifecycle });
lifecycle.listen(connection);
serve(connection, nodeFiles, nodeLoads, (launch, options) =>
  askNeox(launch, {
    ...options,
    ...LIMITS,
    script: fileURLToPath(new URL("ask/verify.py", import.meta.url)),
  }),
);

// What one text or file makes fail, and nobody waits for, ends no server.
process.on("unhandledRejection", (error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
});
