import {
  commands,
  type Disposable,
  extensions,
  l10n,
  type Memento,
  type TextEditor,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient, WorkspaceEdit } from "vscode-languageclient";
import {
  CHECKOUT_REQUEST,
  COMPARABLE_REQUEST,
  COMPARE_REQUEST,
  type CompareParams,
  EFFECTIVE_REQUEST,
  EXPLAIN_REQUEST,
  type Explanation,
  UP_TO_DATE_REQUEST,
} from "../../protocol/commands";
import type { LaunchCandidate } from "../../protocol/launches";
import { notification } from "../../protocol/notification";
import { plainLabel } from "../../protocol/plainLabel";
import { NeoxQuestions } from "./askNeox";
import { baseName } from "./baseName";
import type { ConfigEditor } from "./configEditor";
import { registerFailedRuns } from "./failedRun";
import { FailedRunAnswers } from "./failedRunAnswers";
import { filesOf, launchLabel } from "./launchStatus";
import { checkoutUri, comparisonUri, effectiveUri, explanationUri, Pages } from "./pages";
import { RulePages } from "./rulePages";
import { type RunningServer, sayNoServer } from "./runningServer";

export const EXPLAIN_COMMAND = "neoxConfig.explain";

/** The commands about the config in the active editor. */
export function registerConfigCommands(
  server: RunningServer,
  editors: ConfigEditor,
  extension: Uri,
  memory: Memento,
): readonly Disposable[] {
  const onEditor = (run: OnEditor, args: readonly unknown[]) => onConfig(server, editors, run, args);
  const register = (name: string, run: OnEditor) =>
    commands.registerCommand(name, (...args: unknown[]) => onEditor(run, args));
  const rulePages = new RulePages(extension);
  const failedRuns = new FailedRunAnswers();
  const questions = new NeoxQuestions(failedRuns, memory);
  return [
    new Pages(server, rulePages, failedRuns),
    ...registerFailedRuns(server, failedRuns),
    commands.registerCommand(EXPLAIN_COMMAND, async (name?: unknown) => {
      if (typeof name === "string" && (await rulePages.has(name))) await showPage(explanationUri(name));
      else await onEditor(explain, [name]);
    }),
    register("neoxConfig.showEffective", showEffective),
    register("neoxConfig.showCheckout", showCheckout),
    register("neoxConfig.askNeox", (client, editor) => questions.ask(client, editor)),
    register("neoxConfig.compare", compare),
    register("neoxConfig.compareCheckpoint", compareCheckpoint),
    register("neoxConfig.bringUpToDate", updateConfig),
  ];
}

type OnEditor = (client: BaseLanguageClient, editor: TextEditor, args: readonly unknown[]) => Promise<void>;

async function onConfig(
  server: RunningServer,
  editors: ConfigEditor,
  run: OnEditor,
  args: readonly unknown[],
): Promise<void> {
  const client = server.running;
  const editor = await editors.show();
  if (client === undefined) sayNoServer();
  else if (editor === undefined) void window.showInformationMessage(l10n.t("Open a GPT-NeoX config first."));
  else await run(client, editor, args);
}

/** An argument by name, or the one at the cursor. */
async function explain(
  client: BaseLanguageClient,
  { document, selection }: TextEditor,
  [name]: readonly unknown[],
): Promise<void> {
  const what =
    typeof name === "string"
      ? { name }
      : {
          uri: client.code2ProtocolConverter.asUri(document.uri),
          position: client.code2ProtocolConverter.asPosition(selection.active),
        };
  const explanation = await client.sendRequest<Explanation | null>(EXPLAIN_REQUEST, what);
  if (explanation === null)
    void window.showInformationMessage(l10n.t("There is no GPT-NeoX argument at the cursor."));
  else {
    await showPage(explanationUri(explanation.name));
    await succeeded("explain");
  }
}

/** Ticks the step of the walkthrough that waits for it. */
export function succeeded(step: "explain" | "effective" | "report"): Thenable<unknown> {
  return commands.executeCommand("setContext", `neoxConfig.done.${step}`, true);
}

async function showPage(page: Uri): Promise<void> {
  await commands.executeCommand("markdown.showPreviewToSide", page);
}

async function showEffective(client: BaseLanguageClient, { document }: TextEditor): Promise<void> {
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  if ((await client.sendRequest<unknown>(EFFECTIVE_REQUEST, { uri })) === null) return sayNoConfig();
  const page = await workspace.openTextDocument(effectiveUri(document.uri));
  await window.showTextDocument(page, { viewColumn: ViewColumn.Beside, preserveFocus: true });
  await succeeded("effective");
}

async function showCheckout(client: BaseLanguageClient, { document }: TextEditor): Promise<void> {
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  if ((await client.sendRequest<string | null>(CHECKOUT_REQUEST, { uri })) !== null)
    return showPage(checkoutUri(document.uri));
  void window.showInformationMessage(l10n.t("No checkout of gpt-neox is known to run this config."));
}

/** With another config or launch of the workspace: the one given, or one that is picked. */
async function compare(
  client: BaseLanguageClient,
  { document }: TextEditor,
  [given]: readonly unknown[],
): Promise<void> {
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  const other = given instanceof Uri ? namedFile(client, given) : await pickLaunch(client, uri);
  if (other === undefined) return;
  const params: CompareParams = { uri, ...other.params };
  if ((await client.sendRequest<string | null>(COMPARE_REQUEST, params)) === null) return sayNoConfig();
  await showPage(comparisonUri(document.uri, other.name, params));
}

/** With the launch that saved the checkpoint that this one loads. */
async function compareCheckpoint(client: BaseLanguageClient, { document }: TextEditor): Promise<void> {
  const params: CompareParams = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  if ((await client.sendRequest<string | null>(COMPARE_REQUEST, params)) !== null)
    return showPage(comparisonUri(document.uri, l10n.t("its checkpoint"), params));
  void window.showInformationMessage(
    l10n.t("This config loads no checkpoint of this machine that keeps the config it was saved with."),
  );
}

/** What a config is compared with. */
interface Other {
  readonly name: string;
  readonly params: Omit<CompareParams, "uri">;
}

function namedFile(client: BaseLanguageClient, file: Uri): Other {
  return { name: baseName(file), params: { other: client.code2ProtocolConverter.asUri(file) } };
}

/** VS Code's preview of Markdown takes a second to load: that is while a person looks through the list. */
function loadPreview(): void {
  void extensions.getExtension("vscode.markdown-language-features")?.activate();
}

async function pickLaunch(client: BaseLanguageClient, uri: string): Promise<Other | undefined> {
  loadPreview();
  const launches = await client.sendRequest<readonly LaunchCandidate[]>(COMPARABLE_REQUEST, { uri });
  const items = launches.flatMap((launch) => {
    const [first] = launch.files;
    if (first === undefined) return [];
    const files = filesOf(client, launch);
    // Of several folders of the workspace, only the files tell which it is.
    const detail = files === launch.name ? "" : plainLabel(files);
    const isFile = launch.source === "file";
    const label = plainLabel(isFile ? launch.name : launchLabel(launch));
    const name = isFile ? baseName(Uri.parse(first)) : launch.name;
    return [{ label, detail, name, params: { other: first, launch: launch.id } }];
  });
  if (items.length > 0)
    return window.showQuickPick(items, { placeHolder: l10n.t("The config to compare with") });
  void window.showInformationMessage(l10n.t("The workspace has no other GPT-NeoX config."));
  return undefined;
}

/** So many reasons are read while they stand beside the preview. */
const MOST_REASONS = 3;

/** Shows every change in the refactor preview, where a person takes or leaves each. */
async function updateConfig(client: BaseLanguageClient, { document }: TextEditor): Promise<void> {
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  const edit = await client.sendRequest<WorkspaceEdit | null>(UP_TO_DATE_REQUEST, { uri });
  if (edit === null) {
    void window.showInformationMessage(l10n.t("This config has nothing that is out of date."));
    return;
  }
  const changes = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
  sayWhy(edit);
  await workspace.applyEdit(changes, { isRefactoring: true });
}

/** The preview, grouped by file as it opens, shows the changes without their reasons. */
function sayWhy({ changeAnnotations = {} }: WorkspaceEdit): void {
  const reasons = Object.values(changeAnnotations).flatMap(({ description }) => description ?? []);
  const told = reasons.slice(0, MOST_REASONS);
  if (reasons.length > told.length) told.push(l10n.t("For the others see the Problems view."));
  void window.showInformationMessage(notification(told.join(" ")));
}

function sayNoConfig(): void {
  void window.showInformationMessage(l10n.t("This file is no GPT-NeoX config."));
}
