import type { Diagnostic } from "vscode-languageserver";
import { isSame } from "../base/isSame";
import { inSlices, SUPERSEDED } from "../base/slices";
import type { RuleFailure } from "../engine/run";
import { diagnosticsOf } from "../features/diagnostics";
import type { SharedFiles } from "../launches/sharedFiles";
import { launchKey } from "../workspace/candidates";
import type { NamesInAll } from "../workspace/namesInAll";
import { normalUri } from "../workspace/uris";
import type { Run, Workspace } from "../workspace/workspace";
import { checkingRun, inputsOf, isConfig, ownFile } from "./checkRun";
import type { Settings } from "./editorSettings";
import type { SettingsStore } from "./settingsStore";

/** What a launch finds in each of its files, by normal URI. */
type Found = ReadonlyMap<string, readonly Diagnostic[]>;

/** What all launches of one run may take together. */
export interface RunLimits {
  readonly shared: SharedFiles;
  readonly names: NamesInAll;
}

interface Remembered {
  readonly inputs: readonly unknown[];
  readonly found: Found;
}

/** Files of the workspace, open or not, each checked in its launch; a launch again only after something of it changed. */
export class WorkspaceChecks {
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    private readonly workspace: Workspace,
    private readonly settings: SettingsStore,
    private readonly ruleFailed: (uri: string, failure: RuleFailure) => void,
  ) {}

  /**
   * What the launch of a config finds in all of its files, the config itself among them; undefined for another text,
   * and where too many launches before share its files.
   */
  async foundBy(uri: string, { shared, names }: RunLimits): Promise<Found | undefined> {
    const launch = await this.workspace.activeLaunch(uri);
    if (!shared.allow(launchKey(launch), launch)) return undefined;
    const settings = await this.settings.of(this.workspace.folderOf(uri) ?? uri);
    const run = await this.workspace.runOf(uri, settings, { names });
    const file = ownFile(uri, run);
    if (file === undefined || !isConfig(file, this.workspace.relativePath(uri), run, settings))
      return undefined;
    const found = await this.checkOnce(uri, run, settings);
    for (const { path, document } of run.files)
      shared.wasChecked(normalUri(path), document, found.get(normalUri(path))?.length ?? 0);
    return found;
  }

  private async checkOnce(uri: string, run: Run, settings: Settings): Promise<Found> {
    const key = launchKey(run.launch);
    const inputs = inputsOf(run, settings);
    const known = this.remembered.get(key);
    if (known !== undefined && isSame(known.inputs, inputs)) return known.found;
    const found = await this.check(uri, run, settings);
    this.remembered.set(key, { inputs, found });
    return found;
  }

  private async check(uri: string, run: Run, settings: Settings): Promise<Found> {
    const result = await inSlices(checkingRun(run, settings), () => true);
    if (result === SUPERSEDED) return new Map();
    for (const failure of result.failures) this.ruleFailed(uri, failure);
    const { findings } = result;
    return new Map(
      run.files.map((file) => [normalUri(file.path), diagnosticsOf({ findings, failures: [] }, file)]),
    );
  }
}
