import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeFiles } from "./nodeFiles";
import { serve } from "./server";

serve(createConnection(ProposedFeatures.all), nodeFiles);
