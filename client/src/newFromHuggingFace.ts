import { FileType, l10n, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type HuggingFaceModel,
  NEW_FROM_HUGGING_FACE_REQUEST,
  type NewHuggingFaceConfig,
} from "../../protocol/newConfig";
import { notification } from "../../protocol/notification";
import { baseName } from "./baseName";
import { sayNoServer } from "./runningServer";

/** More bytes than this describe no model. */
const MOST_BYTES = 1_000_000;

/** Opens the config that builds a model of Hugging Face as a new text; its folder or `config.json` is asked for. */
export async function newFromHuggingFace(
  client: BaseLanguageClient | undefined,
  given: Uri | undefined,
): Promise<void> {
  if (client === undefined) {
    sayNoServer();
    return;
  }
  const chosen = given ?? (await askModel());
  if (chosen === undefined) return;
  const model = await readModel(chosen, (uri) => client.code2ProtocolConverter.asUri(uri));
  if (model === undefined) {
    void window.showWarningMessage(
      notification(l10n.t("There is no config.json of a model: {0}", chosen.fsPath)),
    );
    return;
  }
  const answer = await client.sendRequest<NewHuggingFaceConfig>(NEW_FROM_HUGGING_FACE_REQUEST, model);
  if ("problem" in answer) {
    void window.showWarningMessage(notification(answer.problem));
    return;
  }
  const content = answer.text;
  await window.showTextDocument(await workspace.openTextDocument({ language: "yaml", content }));
  if (answer.unlike > 0)
    void window.showInformationMessage(
      l10n.t("GPT-NeoX cannot build {0} of its parts: see the comments.", answer.unlike),
    );
}

async function askModel(): Promise<Uri | undefined> {
  const [chosen] =
    (await window.showOpenDialog({
      title: l10n.t("The model's folder or its config.json"),
      canSelectFiles: true,
      canSelectFolders: true,
      filters: { JSON: ["json"] },
    })) ?? [];
  return chosen;
}

async function readModel(chosen: Uri, asUri: (uri: Uri) => string): Promise<HuggingFaceModel | undefined> {
  try {
    const { type } = await workspace.fs.stat(chosen);
    const file = type & FileType.Directory ? Uri.joinPath(chosen, "config.json") : chosen;
    if ((await workspace.fs.stat(file)).size > MOST_BYTES) return undefined;
    const text = new TextDecoder().decode(await workspace.fs.readFile(file));
    return { name: baseName(Uri.joinPath(file, "..")), text, uri: asUri(file) };
  } catch {
    return undefined;
  }
}
