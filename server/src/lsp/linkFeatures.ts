import type { Connection, DocumentLink, ServerCapabilities } from "vscode-languageserver";
import { pathMentions } from "../features/pathMentions";
import { rangeOf } from "../features/ranges";
import type { Workspace } from "../workspace/workspace";
import type { OpenConfigs } from "./openConfigs";

export const LINK_CAPABILITIES: ServerCapabilities = { documentLinkProvider: {} };

/** Links the paths in a config to the files that exist. */
export function answerLinks(connection: Connection, configs: OpenConfigs, workspace: Workspace): void {
  connection.onDocumentLinks(async ({ textDocument: { uri } }): Promise<DocumentLink[] | undefined> => {
    const document = (await configs.get(uri))?.file.document;
    if (document === undefined) return undefined;
    const links: DocumentLink[] = [];
    for (const { span, paths } of pathMentions(document)) {
      const target = await workspace.existing(uri, paths);
      if (target !== undefined) links.push({ range: rangeOf(document, span), target });
    }
    return links;
  });
}
