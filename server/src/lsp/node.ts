import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeLoads } from "../workspace/node/nodeDisk";
import { nodeFiles } from "../workspace/node/nodeFiles";
import { Lifecycle } from "./lifecycle";
import { serve } from "./server";

const lifecycle = new Lifecycle();
const connection = createConnection(ProposedFeatures.all, { messageStrategy: lifecycle });
lifecycle.listen(connection);
serve(connection, nodeFiles, nodeLoads);
