import { l10n, type WorkspaceConfiguration, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  SELECT_LAUNCH,
  type SelectLaunchParams,
  TARGET_PROBLEM_REQUEST,
  type TargetParams,
} from "../../protocol/launches";
import { notification } from "../../protocol/notification";
import { plainLabel } from "../../protocol/plainLabel";
import { addFile } from "./addFile";
import { askLaunches, filesOf, launchLabel } from "./launchStatus";
import { writeSetting } from "./settings";

/** For a quick fix, so in no palette. */
export const TURN_OFF_COMMAND = "neoxConfig.turnOff";

/** Lets the user choose the launch that the active config is checked in. */
export async function selectLaunch(client: BaseLanguageClient | undefined): Promise<void> {
  const document = window.activeTextEditor?.document;
  const answer = document && (await askLaunches(client, document));
  if (!client || !document || !answer) return sayNoConfig();
  const items = answer.launches.map((launch) => ({
    launch,
    label: plainLabel(launchLabel(launch)),
    description: launch.id === answer.active ? l10n.t("active") : "",
    detail: plainLabel(filesOf(client, launch)),
  }));
  const more = { launch: undefined, label: l10n.t("Add a file…"), detail: l10n.t("NeoX gets it, too") };
  const chosen = await window.showQuickPick([...items, more], {
    placeHolder: l10n.t("Check this config in the launch"),
  });
  if (chosen === undefined) return;
  if (chosen.launch === undefined) return addFile(client, document, answer);
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  const params: SelectLaunchParams = { uri, launch: chosen.launch.id };
  await client.sendNotification(SELECT_LAUNCH, params);
}

/** Lets the user choose the NeoX that configs are checked for, and writes the setting. */
export async function selectTarget(client: BaseLanguageClient | undefined): Promise<void> {
  const set = settings().get<string>("target") ?? "";
  const kind = set === "" || set === "main" ? set : VERSION.test(set) ? "version" : "folder";
  const item = (own: string, label: string, ask: () => Answer) => ({
    label,
    description: own === kind ? plainLabel(currentOf(set)) : "",
    ask,
  });
  const items = [
    item("main", "main", () => "main"),
    item("version", l10n.t("A date or a commit…"), () => askVersion(client, kind === "version" ? set : "")),
    item("folder", l10n.t("A checkout on disk…"), () => askFolder(client)),
    item("", l10n.t("Unknown"), () => ""),
  ];
  const placeHolder = l10n.t("The gpt-neox that will run the configs");
  const target = await (await window.showQuickPick(items, { placeHolder }))?.ask();
  if (target !== undefined) await writeSetting("target", target === "" ? undefined : target);
}

/** The value that was given; undefined where the user gave none, or none that will do. */
type Answer = string | undefined | Thenable<string | undefined>;

/** What is no path. */
const VERSION = /^(?:\d{4}-\d{2}-\d{2}|v\d[\d.]*|[\da-f]{7,40})$/i;

function currentOf(value: string): string {
  return value === "" || value === "main" ? l10n.t("current") : l10n.t("current: {0}", value);
}

/** Asks for the GPUs of a launch, beginning with those that are set, and writes the setting. */
export async function setGpus(client: BaseLanguageClient | undefined): Promise<void> {
  const text = await window.showInputBox({
    value: String(settings().get<number | null>("gpus") ?? ""),
    prompt: (await gpusOfLaunch(client)) ?? l10n.t("GPUs of the whole job; empty: unknown"),
    validateInput: (value) =>
      /^([1-9]\d{0,6})?$/.test(value) ? undefined : l10n.t("Give a whole number from 1 on."),
  });
  if (text !== undefined) await writeSetting("gpus", text === "" ? undefined : Number(text));
}

/** Said where the setting is not what counts. */
async function gpusOfLaunch(client: BaseLanguageClient | undefined): Promise<string | undefined> {
  const document = window.activeTextEditor?.document;
  const answer = document && (await askLaunches(client, document));
  const launch = answer?.launches.find(({ id }) => id === answer.active);
  if (launch?.gpus === undefined) return undefined;
  const label = launchLabel(launch);
  const sentence = l10n.t(
    "The project file says {1} for {0}. This number is for the other launches.",
    label,
    launch.gpus,
  );
  return notification(sentence);
}

/** Turns a rule off wherever the workspace's settings count. */
export async function turnOff(rule: unknown): Promise<void> {
  if (typeof rule !== "string") return;
  await writeSetting("rules", { ...settings().get<object>("rules"), [rule]: "off" });
}

async function askVersion(
  client: BaseLanguageClient | undefined,
  value: string,
): Promise<string | undefined> {
  const name = await window.showInputBox({
    value,
    prompt: l10n.t("A date such as 2024-10-31, a release such as v2.0, or a commit of gpt-neox"),
    validateInput: (text) => (text.trim() === "" ? undefined : problemOf(client, text)),
  });
  return name?.trim() || undefined;
}

async function askFolder(client: BaseLanguageClient | undefined): Promise<string | undefined> {
  const folders = await window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true });
  const path = folders?.[0]?.fsPath;
  const problem = path && (await problemOf(client, path));
  if (!problem) return path;
  void window.showWarningMessage(notification(problem));
  return undefined;
}

/** What is wrong with a name for a NeoX; undefined where nothing is, or nobody can tell. */
async function problemOf(client: BaseLanguageClient | undefined, name: string): Promise<string | undefined> {
  const uri = window.activeTextEditor?.document.uri;
  const params: TargetParams = {
    name,
    uri: client && uri ? client.code2ProtocolConverter.asUri(uri) : null,
  };
  return (await client?.sendRequest<string | null>(TARGET_PROBLEM_REQUEST, params)) ?? undefined;
}

function settings(): WorkspaceConfiguration {
  return workspace.getConfiguration("neoxConfig", window.activeTextEditor?.document.uri);
}

function sayNoConfig(): void {
  void window.showInformationMessage(l10n.t("The active editor shows no NeoX config."));
}
