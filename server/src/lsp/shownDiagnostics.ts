import type { Diagnostic } from "vscode-languageserver";
import { othersTurn } from "../base/slices";
import { diagnosticsOf } from "../features/diagnostics";
import { findingsIn } from "../features/findingsIn";
import { projectDiagnostics } from "../features/projectFile/diagnostics";
import { normalUri } from "../workspace/uris";
import type { Workspace } from "../workspace/workspace";
import type { ConfigFindings, OpenConfigs } from "./openConfigs";

/** Project files that are looked at before others have their turn. */
const FILES_IN_A_TURN = 20;

/** What the editor shows in one file. */
export interface Shown {
  /** The same for as long as the diagnostics are. */
  readonly id: string;
  /** Of the text; null when it is not open. */
  readonly version: number | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether launches of other open texts found some of them. */
  readonly isOfOthers: boolean;
}

/** The diagnostics of open texts, and of closed files that belong to their launches. */
export class ShownDiagnostics {
  constructor(
    private readonly configs: OpenConfigs,
    private readonly workspace: Workspace,
  ) {}

  /** Undefined for a text that is none of ours. */
  async in(uri: string): Promise<Shown | undefined> {
    const project = await this.inProjectFile(uri);
    if (project !== undefined) return project;
    return shownOf(await this.configs.findingsOf(uri));
  }

  /** What the launch of a text itself finds in it, long before all open ones are checked; undefined for no config. */
  async inItself(uri: string): Promise<Shown | undefined> {
    return this.workspace.isProjectFile(uri) ? undefined : shownOf(await this.configs.ownFindingsOf(uri));
  }

  /** What the launches of open texts find in files that are not open, and the faults of project files. */
  async inClosedFiles(): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
    const shown = new Map<string, readonly Diagnostic[]>();
    let looked = 0;
    for (const uri of this.workspace.projectFiles()) {
      if (looked++ % FILES_IN_A_TURN === FILES_IN_A_TURN - 1) await othersTurn();
      shown.set(uri, (await this.inProjectFile(uri))?.diagnostics ?? []);
    }
    const configs = await this.configs.all();
    const results = configs.map(({ result }) => result);
    for (const file of configs.flatMap(({ run }) => run.files)) {
      const uri = normalUri(file.path);
      if (this.workspace.isOpen(uri)) continue;
      const findings = findingsIn(file.path, results);
      shown.set(uri, diagnosticsOf({ findings, failures: [] }, file));
    }
    return new Map([...shown].filter(([uri, { length }]) => length > 0 && !this.workspace.isOpen(uri)));
  }

  private async inProjectFile(uri: string): Promise<Shown | undefined> {
    const project = await this.workspace.projectFile(uri);
    if (project === undefined) return undefined;
    const diagnostics = projectDiagnostics(project.file.document, project.problems);
    const version = this.configs.versionOf(uri);
    return { id: JSON.stringify(diagnostics), version, diagnostics, isOfOthers: false };
  }
}

function shownOf(found: ConfigFindings | undefined): Shown | undefined {
  if (found === undefined) return undefined;
  const { config, id, isOfOthers } = found;
  return {
    id,
    version: config.version,
    isOfOthers,
    get diagnostics() {
      return diagnosticsOf(found.result, config.file);
    },
  };
}
