import type { Connection, DocumentLink, Location, Position, ServerCapabilities } from "vscode-languageserver";
import { inSlices } from "../base/slices";
import { pathMentions } from "../features/pathMentions";
import { linesOf, offsetIn, rangeOf } from "../features/ranges";
import { MOST_NAMED } from "../launch/namedFiles";
import { companionNames, type NamedConfig } from "../launches/comments/companionFiles";
import { deepyPaths } from "../launches/deepyPaths";
import { namesInProject } from "../launches/projectNames";
import type { Listings, Workspace } from "../workspace/workspace";
import { touches } from "../yaml/edit";
import type { YamlDocument } from "../yaml/tree";
import type { OpenConfigs } from "./openConfigs";

export const LINK_CAPABILITIES: ServerCapabilities = { documentLinkProvider: {} };

const TOP = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Leads from what a text names to the files that exist. */
export class Links {
  constructor(
    private readonly configs: OpenConfigs,
    private readonly workspace: Workspace,
  ) {}

  listen(connection: Connection): void {
    connection.onDocumentLinks(({ textDocument: { uri } }) => this.of(uri));
  }

  /** The config that is named at a place, as one of a launch. */
  async configAt(uri: string, position: Position): Promise<Location | undefined> {
    const document = await this.documentOf(uri);
    if (document === undefined) return undefined;
    const offset = offsetIn(linesOf(document), position);
    const named = this.namedIn(uri, document).find(({ span }) =>
      touches(span, { start: offset, end: offset }),
    );
    const target = named && (await this.workspace.existingBeside(uri, named.name));
    return target === undefined ? undefined : { uri: target, range: TOP };
  }

  private async of(uri: string): Promise<DocumentLink[] | undefined> {
    const document = await this.documentOf(uri);
    if (document === undefined) return undefined;
    const links: DocumentLink[] = [];
    const listings: Listings = new Map();
    for (const { span, name } of this.namedIn(uri, document)) {
      const target = await this.workspace.existingBeside(uri, name, listings);
      if (target !== undefined) links.push({ range: rangeOf(document, span), target });
    }
    if (this.isProject(uri)) return links;
    for (const { span, paths } of pathMentions(document).slice(0, MOST_NAMED)) {
      const target = await this.workspace.existing(uri, paths, listings);
      if (target !== undefined) links.push({ range: rangeOf(document, span), target });
    }
    return links;
  }

  private async documentOf(uri: string): Promise<YamlDocument | undefined> {
    if (!this.isProject(uri)) return (await this.configs.unchanged(uri))?.file.document;
    const text = this.configs.textOf(uri);
    return text && inSlices(this.workspace.fileOf(uri, text.getText()).reading());
  }

  /** The configs that a project file or a comment names. */
  private namedIn(uri: string, document: YamlDocument): readonly NamedConfig[] {
    if (!this.isProject(uri)) return companionNames(document.comments, document.text);
    return namesInProject(document).flatMap(({ kind, name, span }) =>
      kind === "file" ? deepyPaths([name]).map((path) => ({ name: path, span })) : [],
    );
  }

  private isProject(uri: string): boolean {
    return this.workspace.isProjectFile(uri);
  }
}
