import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeLoads } from "../workspace/node/nodeDisk";
import { nodeFiles } from "../workspace/node/nodeFiles";
import { serve } from "./server";

serve(createConnection(ProposedFeatures.all), nodeFiles, nodeLoads);
