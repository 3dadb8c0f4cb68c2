import { l10n, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { SELECT_LAUNCH, type SelectLaunchParams } from "../../protocol/launches";
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
    label: launchLabel(launch),
    description: launch.id === answer.active ? l10n.t("active") : "",
    detail: filesOf(client, launch),
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
export async function selectTarget(): Promise<void> {
  const items = [
    { label: "main", ask: () => "main" },
    { label: l10n.t("A date or a commit…"), ask: askVersion },
    { label: l10n.t("A checkout on disk…"), ask: askFolder },
    { label: l10n.t("Unknown"), ask: () => "" },
  ];
  const placeHolder = l10n.t("The gpt-neox that will run the configs");
  const target = await (await window.showQuickPick(items, { placeHolder }))?.ask();
  if (target !== undefined) await writeSetting("target", target === "" ? undefined : target);
}

/** Asks for the GPUs of a launch, and writes the setting. */
export async function setGpus(client: BaseLanguageClient | undefined): Promise<void> {
  const text = await window.showInputBox({
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
  return l10n.t("GPUs of other launches: {0} names its own, {1}, in the project file", label, launch.gpus);
}

/** Turns a rule off wherever the workspace's settings count. */
export async function turnOff(rule: unknown): Promise<void> {
  if (typeof rule !== "string") return;
  const settings = workspace.getConfiguration("neoxConfig", window.activeTextEditor?.document.uri);
  await writeSetting("rules", { ...settings.get<object>("rules"), [rule]: "off" });
}

function askVersion(): Thenable<string | undefined> {
  return window.showInputBox({ prompt: l10n.t("A date such as 2024-10-31, or a commit of gpt-neox") });
}

async function askFolder(): Promise<string | undefined> {
  const folders = await window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true });
  return folders?.[0]?.fsPath;
}

function sayNoConfig(): void {
  void window.showInformationMessage(l10n.t("The active editor shows no NeoX config."));
}
