import type { Connection } from "vscode-languageserver";
import {
  COMPARABLE_REQUEST,
  COMPARE_REQUEST,
  type CompareParams,
  type ConfigParams,
} from "../../../protocol/commands";
import type { LaunchCandidate } from "../../../protocol/launches";
import { compareLaunches } from "../features/compare/compare";
import { asMarkdown, comparisonPage } from "../features/compare/text";
import { checkpointText, compareWithCheckpoint } from "../features/compare/withCheckpoint";
import { createLaunch } from "../launch/createLaunch";
import type { Launch } from "../launch/launch";
import type { Run, Workspace } from "../workspace/workspace";
import { checkOptions, isConfig, ownFile } from "./checkRun";
import { numbersOptions, type Settings } from "./settings";
import type { SettingsStore } from "./settingsStore";

/** Answers what can be compared with a config, and what differs. */
export function answerComparisons(
  connection: Connection,
  workspace: Workspace,
  settings: SettingsStore,
): void {
  const comparisons = new Comparisons(workspace, settings);
  connection.onRequest(COMPARABLE_REQUEST, ({ uri }: ConfigParams) => comparisons.comparable(uri));
  connection.onRequest(COMPARE_REQUEST, (params: CompareParams) => comparisons.compare(params));
}

class Comparisons {
  constructor(
    private readonly workspace: Workspace,
    private readonly settings: SettingsStore,
  ) {}

  /** All launches of the workspace but the one that the config is in: those with a name, then the files by themselves. */
  async comparable(uri: string): Promise<LaunchCandidate[]> {
    const own = await this.run(uri);
    const { uris } = await this.workspace.yamlFiles();
    const runs = await Promise.all(uris.map((each) => this.run(each)));
    const found = runs.flatMap((it) => it?.run.candidates ?? []);
    const distinct = new Map(found.map((launch) => [keyOf(launch), launch]));
    if (own !== undefined) distinct.delete(keyOf(own.run.launch));
    const isFile = ({ source }: LaunchCandidate) => Number(source === "file");
    return [...distinct.values()].sort((a, b) => isFile(a) - isFile(b) || (a.name < b.name ? -1 : 1));
  }

  async compare({ uri, other, launch }: CompareParams): Promise<string | null> {
    const left = await this.run(uri);
    if (left !== undefined && other === undefined) {
      const comparison = compareWithCheckpoint(launchOf(left));
      return comparison === undefined ? null : checkpointText(comparison, asMarkdown);
    }
    const right = other === undefined ? undefined : await this.run(other, launch);
    if (left === undefined || right === undefined) return null;
    const comparison = compareLaunches(launchOf(left), launchOf(right), numbersOptions(left.settings));
    return comparisonPage(comparison);
  }

  /** The run of a config, open or not; undefined for another text. */
  private async run(uri: string, launch?: string): Promise<ConfigRun | undefined> {
    const settings = await this.settings.of(this.workspace.folderOf(uri) ?? uri);
    const run = await this.workspace.runOf(uri, settings, launch);
    const file = ownFile(uri, run);
    if (file === undefined || !isConfig(file, this.workspace.relativePath(uri), run, settings))
      return undefined;
    return { run, settings };
  }
}

interface ConfigRun {
  readonly run: Run;
  readonly settings: Settings;
}

function launchOf({ run, settings }: ConfigRun): Launch {
  return createLaunch(checkOptions(run, settings));
}

function keyOf({ id, files }: LaunchCandidate): string {
  return [id, ...files].join(" ");
}
