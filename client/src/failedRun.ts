import {
  commands,
  type Disposable,
  env,
  l10n,
  ProgressLocation,
  Range,
  TerminalLink,
  type TerminalLinkContext,
  type TerminalLinkProvider,
  Uri,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type KeyPlace,
  type LogSource,
  WHY_REQUEST,
  type WhyAnswer,
  type WhyParams,
} from "../../protocol/commands";
import { notification } from "../../protocol/notification";
import { baseName } from "./baseName";
import type { FailedRunAnswers } from "./failedRunAnswers";
import { isProcess } from "./host";
import { failedRunUri } from "./pages";
import { type RunningServer, sayNoServer } from "./runningServer";

/** What is read at once, where the server does not read it: a larger log is for the command. */
const MOST_BYTES = 64_000_000;

/** The command 'Explain a failed run…', and exceptions in the terminal as links to it. */
export function registerFailedRuns(server: RunningServer, answers: FailedRunAnswers): readonly Disposable[] {
  const runs = new FailedRuns(server, answers);
  return [
    commands.registerCommand("neoxConfig.why", (what?: unknown) =>
      runs.explain(() => (what instanceof Uri ? fileSource(what) : runs.choose())),
    ),
    window.registerTerminalLinkProvider(
      new ExceptionLinks((line) => runs.explain(() => terminalSource(line))),
    ),
  ];
}

class FailedRuns {
  private count = 0;

  constructor(
    private readonly server: RunningServer,
    private readonly answers: FailedRunAnswers,
  ) {}

  async explain(find: () => Promise<LogSource | undefined>): Promise<void> {
    const client = this.server.running;
    if (client === undefined) {
      sayNoServer();
      return;
    }
    const source = await find();
    if (source === undefined) return;
    const answer = await window.withProgress(
      { location: ProgressLocation.Window, title: l10n.t("Reading the log") },
      () => ask(client, source),
    );
    if (answer === null)
      void window.showWarningMessage(notification(l10n.t("{0} cannot be read as a log.", source.name)));
    else await this.show(client, source.name, answer);
  }

  private async show(
    client: BaseLanguageClient,
    name: string,
    { failed, markdown, places }: WhyAnswer,
  ): Promise<void> {
    this.count += 1;
    const page = failedRunUri(name, this.count);
    this.answers.keep(page, markdown);
    await commands.executeCommand("markdown.showPreviewToSide", page);
    const [first] = places;
    if (failed && first !== undefined) void offerKey(client, first);
  }

  /** The text that is selected, the clipboard or a file. */
  async choose(): Promise<LogSource | undefined> {
    const editor = window.activeTextEditor;
    const selected = editor && !editor.selection.isEmpty ? editor.document.getText(editor.selection) : "";
    const copied = (await env.clipboard.readText()).trim();
    const offers = [
      ...(selected === "" ? [] : [{ label: l10n.t("The selected text"), find: textSource(selected) }]),
      ...(editor === undefined || !isLog(editor.document.languageId)
        ? []
        : [{ label: l10n.t("The open file"), find: () => openSource(editor.document) }]),
      ...(copied === "" ? [] : [{ label: l10n.t("The clipboard"), find: textSource(copied) }]),
      { label: l10n.t("A file…"), find: pickFile },
    ];
    const picked = await window.showQuickPick(offers, {
      placeHolder: l10n.t("The log or the traceback to explain"),
    });
    return picked?.find();
  }
}

function isLog(languageId: string): boolean {
  return languageId === "log" || languageId === "plaintext";
}

function ask(client: BaseLanguageClient, source: LogSource): Thenable<WhyAnswer | null> {
  const open = window.activeTextEditor?.document;
  const params: WhyParams = {
    logs: [source],
    ...(open && { uri: client.code2ProtocolConverter.asUri(open.uri) }),
  };
  return client.sendRequest<WhyAnswer | null>(WHY_REQUEST, params);
}

function textSource(text: string): () => Promise<LogSource> {
  return async () => ({ name: l10n.t("the text"), text });
}

async function openSource({
  uri,
  getText,
  isDirty,
}: {
  uri: Uri;
  getText(): string;
  isDirty: boolean;
}): Promise<LogSource | undefined> {
  return isDirty || uri.scheme !== "file" ? { name: baseName(uri), text: getText() } : fileSource(uri);
}

async function pickFile(): Promise<LogSource | undefined> {
  const [file] = (await window.showOpenDialog({ title: l10n.t("The log of the run") })) ?? [];
  return file && fileSource(file);
}

async function fileSource(file: Uri): Promise<LogSource | undefined> {
  const name = baseName(file);
  if (isProcess && file.scheme === "file") return { name, uri: file.toString() };
  const { size } = await workspace.fs.stat(file);
  if (size <= MOST_BYTES) return { name, text: new TextDecoder().decode(await workspace.fs.readFile(file)) };
  void window.showWarningMessage(
    notification(l10n.t("{0} is too large here: neox-config why reads logs of any size.", name)),
  );
  return undefined;
}

/**
 * All that the terminal shows: VS Code gives it only as a copy, and the clipboard gets back the text that it held. Where
 * it holds none that may be an image or files, which nobody could put back: then only the line is read.
 */
async function terminalSource(line: string): Promise<LogSource> {
  const held = await env.clipboard.readText();
  const text = held === "" ? line : await copiedTerminal(held);
  return { name: l10n.t("the terminal"), text: text.includes(line) ? text : line };
}

async function copiedTerminal(held: string): Promise<string> {
  try {
    for (const step of ["selectAll", "copySelection", "clearSelection"])
      await commands.executeCommand(`workbench.action.terminal.${step}`);
    return await env.clipboard.readText();
  } finally {
    await env.clipboard.writeText(held);
  }
}

/** Offers to go to the key in the config. */
async function offerKey(client: BaseLanguageClient, { key, uri, range }: KeyPlace): Promise<void> {
  const go = l10n.t("Go to {0}", key);
  const chosen = await window.showInformationMessage(
    notification(l10n.t("The first key to look at is {0}.", key)),
    go,
  );
  if (chosen !== go) return;
  const document = await workspace.openTextDocument(client.protocol2CodeConverter.asUri(uri));
  const { start, end } = range;
  // The page has the focus: without a column the file would open a second time, on top of it.
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  await window.showTextDocument(document, {
    ...(shown?.viewColumn !== undefined && { viewColumn: shown.viewColumn }),
    selection: new Range(start.line, start.character, end.line, end.character),
  });
}

/** The line that states an exception, as Python prints it and torch prefixes it. */
const EXCEPTION = /^(?:\[rank\d+\]: )?((?:[a-z_]\w*\.)*[A-Z]\w*(?:Error|Exception)\b.*)$/;

interface ExceptionLink extends TerminalLink {
  readonly line: string;
}

/** An exception in the integrated terminal explains itself when it is clicked on. */
export class ExceptionLinks implements TerminalLinkProvider<ExceptionLink> {
  constructor(private readonly explain: (line: string) => Promise<void>) {}

  provideTerminalLinks({ line }: Pick<TerminalLinkContext, "line">): ExceptionLink[] {
    const found = EXCEPTION.exec(line)?.[1];
    if (found === undefined) return [];
    const name = /^[\w.]+/.exec(found)?.[0] ?? "";
    const link = new TerminalLink(line.indexOf(found), name.length, l10n.t("Explain with NeoX Config"));
    return [{ startIndex: link.startIndex, length: link.length, tooltip: link.tooltip ?? "", line: found }];
  }

  handleTerminalLink({ line }: ExceptionLink): Promise<void> {
    return this.explain(line);
  }
}
