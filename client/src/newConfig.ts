import { l10n, SnippetString, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  NEW_CONFIG_REQUEST,
  NEW_CONFIG_SIZES_REQUEST,
  type NewConfigKind,
  type NewConfigParams,
  type NewConfigSize,
} from "../../protocol/newConfig";
import { sayNoServer } from "./runningServer";

/** Opens a config to begin with as a new text: what for and of which size is asked. */
export async function newConfig(client: BaseLanguageClient | undefined): Promise<void> {
  if (client === undefined) {
    sayNoServer();
    return;
  }
  const kind = await askKind();
  if (kind === undefined) return;
  const size = kind === "launch" ? undefined : await askSize(client);
  if (kind !== "launch" && size === undefined) return;
  const params: NewConfigParams = { kind, ...(size !== undefined && { size }) };
  const snippet = await client.sendRequest<string | null>(NEW_CONFIG_REQUEST, params);
  const document = await workspace.openTextDocument({ language: "yaml" });
  const editor = await window.showTextDocument(document);
  await editor.insertSnippet(new SnippetString(snippet ?? ""));
}

async function askKind(): Promise<NewConfigKind | undefined> {
  const items: readonly {
    readonly label: string;
    readonly detail: string;
    readonly wanted: NewConfigKind;
  }[] = [
    {
      wanted: "training",
      label: l10n.t("A training"),
      detail: l10n.t("of a model of one size, from scratch"),
    },
    {
      wanted: "finetuning",
      label: l10n.t("A fine-tuning"),
      detail: l10n.t("from the weights of a checkpoint"),
    },
    { wanted: "generation", label: l10n.t("A generation"), detail: l10n.t("of text with a checkpoint") },
    {
      wanted: "launch",
      label: l10n.t("What a launch adds"),
      detail: l10n.t("data, checkpoints and logs of one place, beside a file of the model"),
    },
  ];
  const placeHolder = l10n.t("What the new config is for");
  return (await window.showQuickPick(items, { placeHolder }))?.wanted;
}

async function askSize(client: BaseLanguageClient): Promise<string | undefined> {
  const sizes = await client.sendRequest<readonly NewConfigSize[]>(NEW_CONFIG_SIZES_REQUEST);
  const items = sizes.map(({ name, layers, hiddenSize, heads }) => ({
    label: name,
    description: l10n.t("{0} layers of {1}, {2} heads", layers, hiddenSize, heads),
  }));
  const placeHolder = l10n.t("The size of the model, in parameters");
  return (await window.showQuickPick(items, { placeHolder }))?.label;
}
