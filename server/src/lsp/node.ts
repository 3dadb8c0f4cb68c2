import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeFileSystem } from "./nodeFileSystem";
import { serve } from "./server";

serve(createConnection(ProposedFeatures.all), nodeFileSystem);
