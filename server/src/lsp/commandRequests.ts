import type { Connection, Diagnostic, WorkspaceEdit } from "vscode-languageserver";
import { URI, Utils } from "vscode-uri";
import {
  CHECK_REQUEST,
  type ConfigParams,
  EFFECTIVE_REQUEST,
  EXPLAIN_REQUEST,
  type ExplainParams,
  type Explanation,
  UP_TO_DATE_REQUEST,
} from "../../../protocol/commands";
import { bringUpToDate } from "../features/bringUpToDate";
import { effectiveText, effectiveValues } from "../features/effective";
import { entryAt } from "../features/entriesAt";
import { explanationOf } from "../features/explain";
import { linesOf } from "../features/ranges";
import type { OpenConfigs } from "./openConfigs";
import type { ShownDiagnostics } from "./shownDiagnostics";

/** Answers what the client's commands ask. */
export function answerCommands(connection: Connection, configs: OpenConfigs, shown: ShownDiagnostics): void {
  connection.onRequest(EXPLAIN_REQUEST, async (params: ExplainParams): Promise<Explanation | null> => {
    const name = "name" in params ? params.name : await nameAt(params, configs);
    const markdown = name && explanationOf(name);
    return name && markdown ? { name, markdown } : null;
  });
  connection.onRequest(EFFECTIVE_REQUEST, async ({ uri }: ConfigParams): Promise<string | null> => {
    const config = await configs.get(uri);
    return config ? effectiveText(effectiveValues(config.result.launch), fileName) : null;
  });
  connection.onRequest(UP_TO_DATE_REQUEST, async ({ uri }: ConfigParams): Promise<WorkspaceEdit | null> => {
    const config = await configs.get(uri);
    const versionOf = (path: string) => configs.versionOf(path);
    return (config && bringUpToDate(config.file, config.result.findings, versionOf)) ?? null;
  });
  connection.onRequest(CHECK_REQUEST, async ({ uri }: ConfigParams): Promise<Diagnostic[] | null> => {
    const config = await configs.get(uri);
    const diagnostics = config && (await shown.in(uri))?.diagnostics;
    return diagnostics ? [...diagnostics] : null;
  });
}

function fileName(uri: string): string {
  return Utils.basename(URI.parse(uri));
}

/** The path of the entry at a place, `optimizer.params.lr`. */
async function nameAt(
  { uri, position }: Exclude<ExplainParams, { readonly name: string }>,
  configs: OpenConfigs,
): Promise<string | undefined> {
  const config = await configs.get(uri);
  if (config === undefined) return undefined;
  const { document } = config.file;
  return entryAt(document, linesOf(document).offsetAt(position))?.path.join(".");
}
