import type { Connection } from "vscode-languageserver";
import {
  COMPARABLE_REQUEST,
  COMPARE_REQUEST,
  type CompareParams,
  type ConfigParams,
} from "../../../protocol/commands";
import type { LaunchCandidate } from "../../../protocol/launches";
import { othersTurn } from "../base/slices";
import { compareLaunches } from "../features/compare/compare";
import { asMarkdown, comparisonPage } from "../features/compare/text";
import { checkpointText, compareWithCheckpoint } from "../features/compare/withCheckpoint";
import { launchKey } from "../workspace/candidates";
import type { Workspace } from "../workspace/workspace";
import { ConfigRuns, launchOf } from "./configRuns";
import { numbersOptions } from "./editorSettings";
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

/** Configs whose launches are looked for before others have their turn. */
const CONFIGS_IN_A_TURN = 20;

class Comparisons {
  private readonly runs: ConfigRuns;

  constructor(
    private readonly workspace: Workspace,
    settings: SettingsStore,
  ) {
    this.runs = new ConfigRuns(workspace, settings);
  }

  /** All launches of the workspace but the one that the config is in: those with a name, then the files by themselves. */
  async comparable(uri: string): Promise<LaunchCandidate[]> {
    const own = await this.runs.of(uri);
    const { uris } = await this.workspace.yamlFiles();
    const distinct = new Map<string, LaunchCandidate>();
    for (const [index, each] of uris.entries()) {
      if (index % CONFIGS_IN_A_TURN === CONFIGS_IN_A_TURN - 1) await othersTurn();
      // Each file of a launch tells of it, by a copy of its own.
      for (const launch of (await this.runs.of(each))?.run.candidates ?? [])
        distinct.set(launchKey(launch), launch);
    }
    if (own !== undefined) distinct.delete(launchKey(own.run.launch));
    const isFile = ({ source }: LaunchCandidate) => Number(source === "file");
    return [...distinct.values()].sort((a, b) => isFile(a) - isFile(b) || (a.name < b.name ? -1 : 1));
  }

  async compare({ uri, other, launch }: CompareParams): Promise<string | null> {
    const left = await this.runs.of(uri);
    if (left !== undefined && other === undefined) {
      const comparison = compareWithCheckpoint(launchOf(left));
      return comparison === undefined ? null : checkpointText(comparison, asMarkdown);
    }
    const right = other === undefined ? undefined : await this.runs.of(other, launch);
    if (left === undefined || right === undefined) return null;
    const comparison = compareLaunches(launchOf(left), launchOf(right), numbersOptions(left.settings));
    return comparisonPage(comparison);
  }
}
