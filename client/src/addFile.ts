import { l10n, type TextDocument, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient, WorkspaceEdit } from "vscode-languageclient";
import { COMPARABLE_REQUEST, type ConfigParams } from "../../protocol/commands";
import {
  ADD_FILE_REQUEST,
  type AddFileParams,
  CALL_CONFIG_REQUEST,
  type LaunchCandidate,
  type Launches,
  type LaunchesParams,
  SELECT_LAUNCH,
  type SelectLaunchParams,
} from "../../protocol/launches";
import { notification } from "../../protocol/notification";
import { plainLabel } from "../../protocol/plainLabel";
import { askLaunches } from "./launchStatus";

/** Asks for a file that NeoX is launched with besides this config, names it in a comment, and chooses that launch. */
export async function addFile(
  client: BaseLanguageClient,
  document: TextDocument,
  { launches, active }: Launches,
): Promise<void> {
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  const present = launches.find(({ id }) => id === active)?.files ?? [];
  const file = await askFile(client, uri, present);
  if (file === undefined) return;
  const params: AddFileParams = { uri, file: client.code2ProtocolConverter.asUri(file) };
  const edit = await client.sendRequest<WorkspaceEdit | null>(ADD_FILE_REQUEST, params);
  if (edit === null) {
    const told = l10n.t("A comment cannot name {0}: blanks part its names.", workspace.asRelativePath(file));
    void window.showWarningMessage(notification(told));
    return;
  }
  if (!(await apply(client, edit))) return;
  const named = (await askLaunches(client, document))?.launches.find(({ source }) => source === "comment");
  if (named === undefined) return;
  const selected: SelectLaunchParams = { uri, launch: named.id };
  await client.sendNotification(SELECT_LAUNCH, selected);
}

/** One of the other configs of the workspace, or any file. */
async function askFile(
  client: BaseLanguageClient,
  uri: string,
  present: readonly string[],
): Promise<Uri | undefined> {
  const params: ConfigParams = { uri };
  const found = await client.sendRequest<readonly LaunchCandidate[]>(COMPARABLE_REQUEST, params);
  const files = found.filter(({ source }) => source === "file").flatMap(({ files }) => files);
  const items = files
    .filter((file) => !present.includes(file))
    .map((file) => client.protocol2CodeConverter.asUri(file))
    .map((file) => ({ label: plainLabel(workspace.asRelativePath(file)), file }));
  const other = { label: l10n.t("Another file…"), file: undefined };
  const placeHolder = l10n.t("The file that NeoX is launched with, too");
  const chosen = await window.showQuickPick([...items, other], { placeHolder });
  return chosen === other ? askAnyFile(uri) : chosen?.file;
}

async function askAnyFile(beside: string): Promise<Uri | undefined> {
  const defaultUri = Uri.joinPath(Uri.parse(beside), "..");
  const filters = { YAML: ["yml", "yaml"] };
  return (await window.showOpenDialog({ defaultUri, filters }))?.[0];
}

/** Has a YAML text that was left alone checked, by a comment. */
export async function callConfig(client: BaseLanguageClient | undefined): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (client === undefined || document === undefined) return;
  const params: LaunchesParams = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  const edit = await client.sendRequest<WorkspaceEdit | null>(CALL_CONFIG_REQUEST, params);
  if (edit !== null) await apply(client, edit);
}

async function apply(client: BaseLanguageClient, edit: WorkspaceEdit): Promise<boolean> {
  return workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit));
}
