import { ConfigurationTarget, type Uri, window, workspace } from "vscode";

/** Where it counts: in the folder that has a value of its own, else in the workspace, or for the user without one. */
export async function writeSetting(
  setting: string,
  value: unknown,
  resource: Uri | undefined = window.activeTextEditor?.document.uri,
): Promise<void> {
  const settings = workspace.getConfiguration("neoxConfig", resource);
  const place = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  const isOfFolder = settings.inspect(setting)?.workspaceFolderValue !== undefined;
  await settings.update(setting, value, isOfFolder ? ConfigurationTarget.WorkspaceFolder : place);
}
