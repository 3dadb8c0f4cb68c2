import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeLoads } from "./nodeDisk";
import { nodeFiles } from "./nodeFiles";
import { serve } from "./server";

serve(createConnection(ProposedFeatures.all), nodeFiles, nodeLoads);
