import { createLaunch } from "../launch/createLaunch";
import type { Launch } from "../launch/launch";
import type { Run, Workspace } from "../workspace/workspace";
import { checkOptions, isConfig, ownFile } from "./checkRun";
import type { Settings } from "./editorSettings";
import type { SettingsStore } from "./settingsStore";

/** A config in its launch, with the settings that hold there. */
export interface ConfigRun {
  readonly run: Run;
  readonly settings: Settings;
}

/** The launches of configs, open or not. */
export class ConfigRuns {
  constructor(
    private readonly workspace: Workspace,
    private readonly settings: SettingsStore,
  ) {}

  /** Undefined for a text that is no config. */
  async of(uri: string, launch?: string): Promise<ConfigRun | undefined> {
    const settings = await this.settings.of(this.workspace.folderOf(uri) ?? uri);
    const run = await this.workspace.runOf(uri, settings, { wanted: launch });
    const file = ownFile(uri, run);
    if (file === undefined || !isConfig(file, this.workspace.relativePath(uri), run, settings))
      return undefined;
    return { run, settings };
  }
}

export function launchOf({ run, settings }: ConfigRun): Launch {
  return createLaunch(checkOptions(run, settings));
}
