import type { Connection } from "vscode-languageserver";
import { type KeyPlace, WHY_REQUEST, type WhyAnswer, type WhyParams } from "../../../protocol/commands";
import { baseName } from "../base/baseName";
import { othersTurn } from "../base/slices";
import type { Disk } from "../bytes/disk";
import { valuePlace } from "../engine/place";
import { rangeOf } from "../features/ranges";
import { whyText } from "../features/why/text";
import { why } from "../features/why/why";
import type { Launch } from "../launch/launch";
import { UNKNOWN_TARGET } from "../launch/target";
import { KeptOfLogs } from "../logs/keptOfLogs";
import type { LogRecord } from "../logs/readLog";
import type { Workspace } from "../workspace/workspace";
import { type ConfigRun, ConfigRuns, launchOf } from "./configRuns";
import { numbersOptions } from "./editorSettings";
import { recordOf } from "./logBytes";
import type { SettingsStore } from "./settingsStore";

/** Explains failed runs by their logs. */
export function answerFailedRuns(
  connection: Connection,
  workspace: Workspace,
  settings: SettingsStore,
  disk: Disk | undefined,
): void {
  const runs = new ConfigRuns(workspace, settings);
  connection.onRequest(WHY_REQUEST, async ({ logs, uri }: WhyParams): Promise<WhyAnswer | null> => {
    const records: LogRecord[] = [];
    const kept = new KeptOfLogs();
    for (const log of logs) {
      const record = await recordOf(log, kept, disk);
      if (record === undefined) return null;
      records.push(record);
      await othersTurn();
    }
    return explain(records, await configOf(records, uri, workspace, runs));
  });
}

function explain(records: readonly LogRecord[], config: ConfigRun | undefined): WhyAnswer {
  const files = config && launchOf(config);
  const answer = why(records, {
    target: files?.target ?? UNKNOWN_TARGET,
    ...(config && numbersOptions(config.settings)),
    ...(files && { files }),
  });
  return {
    failed: answer.ended === "failed",
    markdown: whyText(answer),
    places: files === undefined ? [] : answer.keys.flatMap((key) => placesOf(files, key)),
  };
}

/** The config that the run was of, as the log names it; else the one that the reader has open. */
async function configOf(
  records: readonly LogRecord[],
  open: string | undefined,
  workspace: Workspace,
  runs: ConfigRuns,
): Promise<ConfigRun | undefined> {
  const names = records.flatMap(({ configNames }) => configNames).map(baseName);
  const own = open === undefined ? undefined : await runs.of(open);
  if (names.length === 0 || (own !== undefined && isOf(own, names))) return own;
  const { uris } = await workspace.yamlFiles();
  for (const uri of uris.filter((it) => names.includes(baseName(it)))) {
    const run = await runs.of(uri);
    if (run !== undefined) return run;
  }
  return own;
}

function isOf({ run }: ConfigRun, names: readonly string[]): boolean {
  return run.files.some(({ path }) => names.includes(baseName(path)));
}

function placesOf(launch: Launch, key: string): readonly KeyPlace[] {
  const place = valuePlace(launch, key);
  return place === undefined
    ? []
    : [{ key, uri: place.file.path, range: rangeOf(place.file.document, place.span) }];
}
