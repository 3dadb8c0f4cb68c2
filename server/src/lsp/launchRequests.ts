import type { Connection, WorkspaceEdit } from "vscode-languageserver";
import {
  ADD_FILE_REQUEST,
  type AddFileParams,
  CALL_CONFIG_REQUEST,
  LAUNCHES_CHANGED,
  LAUNCHES_REQUEST,
  type Launches,
  type LaunchesParams,
  SELECT_LAUNCH,
  type SelectLaunchParams,
  TARGET_PROBLEM_REQUEST,
  type TargetParams,
} from "../../../protocol/launches";
import { inSlices } from "../base/slices";
import type { FileEdit } from "../engine/rule";
import { addToLaunch, callConfig, canBeNamed } from "../features/comments";
import { targetLabel } from "../features/launchJson";
import { launchOutcome, outcomeWords, starts } from "../features/launchOutcome";
import { workspaceEdit } from "../features/workspaceEdit";
import { targetRemark } from "../launch/knownVersions";
import { noSuchTarget } from "../workspace/targets";
import { folderOf, pathFrom } from "../workspace/uris";
import type { Workspace } from "../workspace/workspace";
import type { OpenConfig, OpenConfigs } from "./openConfigs";

/** Answers which launches a config belongs to; `chosen` is called after another one has become active. */
export function answerLaunches(
  connection: Connection,
  configs: OpenConfigs,
  workspace: Workspace,
  chosen: () => void,
): void {
  connection.onRequest(LAUNCHES_REQUEST, async ({ uri }: LaunchesParams): Promise<Launches | null> => {
    const config = await configs.get(uri);
    return config === undefined ? null : launchesOf(config);
  });
  connection.onRequest(
    TARGET_PROBLEM_REQUEST,
    async ({ name, uri }: TargetParams): Promise<string | null> =>
      (await workspace.namesTarget(name, uri)) ? null : noSuchTarget(name),
  );
  connection.onNotification(SELECT_LAUNCH, async ({ uri, launch }: SelectLaunchParams) => {
    const candidates = (await configs.get(uri))?.run.candidates;
    const wanted = candidates?.find(({ id }) => id === launch);
    if (wanted === undefined) return;
    workspace.choose(wanted);
    chosen();
  });
  const edited = (edit: FileEdit) => workspaceEdit([edit], configs.versionOfFile);
  connection.onRequest(ADD_FILE_REQUEST, async (params: AddFileParams): Promise<WorkspaceEdit | null> => {
    const file = (await configs.get(params.uri))?.file;
    const name = pathFrom(folderOf(params.uri), params.file);
    return file && name && canBeNamed(name) ? edited(addToLaunch(file, name)) : null;
  });
  connection.onRequest(
    CALL_CONFIG_REQUEST,
    async ({ uri }: LaunchesParams): Promise<WorkspaceEdit | null> => {
      const text = configs.textOf(uri)?.getText();
      if (text === undefined) return null;
      const file = workspace.fileOf(uri, text);
      await inSlices(file.reading());
      return edited(callConfig(file));
    },
  );
}

export function tellLaunchesChanged(connection: Connection, uri: string): void {
  const params: LaunchesParams = { uri };
  void connection.sendNotification(LAUNCHES_CHANGED, params);
}

function launchesOf({ run, result }: OpenConfig): Launches {
  const { launch } = result;
  const outcome = launchOutcome(result);
  return {
    launches: run.candidates,
    active: run.launch.id,
    target: targetLabel(launch.target),
    known: targetRemark(launch.target),
    gpus: launch.gpus ?? null,
    ...(outcome && starts(outcome) && { outcome: outcomeWords(outcome) }),
  };
}
