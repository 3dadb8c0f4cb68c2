import {
  type CancellationToken,
  type Connection,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  type PreviousResultId,
  ResponseError,
  type ResultProgressReporter,
  type WorkDoneProgressReporter,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { t } from "../base/l10n";
import { othersTurn } from "../base/slices";
import { SharedFiles } from "../launches/sharedFiles";
import { NamesInAll } from "../workspace/namesInAll";
import { normalUri } from "../workspace/uris";
import type { Workspace } from "../workspace/workspace";
import { FoundDiagnostics } from "./foundDiagnostics";
import type { ShownDiagnostics } from "./shownDiagnostics";
import type { RunLimits, WorkspaceChecks } from "./workspaceChecks";

type PartialResults = ResultProgressReporter<WorkspaceDiagnosticReportPartialResult>;

/** Answers `workspace/diagnostic`: all configs of the workspace, open or not, each in its launch. */
export class WorkspacePuller {
  private isChanged = true;
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly connection: Connection,
    private readonly workspace: Workspace,
    private readonly shown: ShownDiagnostics,
    private readonly checks: WorkspaceChecks,
    private readonly versionOf: (uri: string) => number | null,
    /** Says that files or launches were left out. */
    private readonly warn: (message: string) => void,
  ) {}

  listen(): void {
    this.connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token, work, results) => {
      // Who asks again and again is answered when there may be something new.
      if (previousResultIds.length > 0 && !this.isChanged) await this.change(token);
      // What is found in the folders counts in this answer, and is no change after it.
      await this.workspace.search();
      this.isChanged = false;
      work.begin(t("Checking all configs"), 0, undefined, true);
      try {
        return await this.answer(previousResultIds, token, work, results);
      } catch (error) {
        this.isChanged = true;
        throw error;
      } finally {
        work.done();
      }
    });
  }

  /** After anything that a check may depend on. */
  changed(): void {
    this.isChanged = true;
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }

  private change(token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.add(resolve);
      token.onCancellationRequested(() => resolve());
    });
  }

  /** A file that more is found in by the launch of another is reported again: the last report counts. */
  private async answer(
    previous: readonly PreviousResultId[],
    token: CancellationToken,
    work: WorkDoneProgressReporter,
    results: PartialResults | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    const found = new FoundDiagnostics();
    const limits = { shared: new SharedFiles(), names: new NamesInAll() };
    const before = new Map(previous.map(({ uri, value }) => [normalUri(uri), value]));
    const reported = (uris: readonly string[]) => uris.map((uri) => this.report(uri, found, before.get(uri)));
    for await (const uri of this.files(token, work)) {
      const touched = found.add(await this.foundBy(uri, limits));
      if (touched.length > 0) results?.report({ items: reported(touched) });
    }
    for (const remark of [...limits.shared.remarks, ...limits.names.remarks]) this.warn(remark);
    const known = new Set(found.uris);
    const gone = [...before.keys()].filter((uri) => !known.has(uri));
    return { items: reported(results === undefined ? [...known, ...gone] : gone) };
  }

  /** The files to check, telling of each; other messages are read in between. Throws once it is cancelled. */
  private async *files(token: CancellationToken, work: WorkDoneProgressReporter): AsyncGenerator<string> {
    const { uris, isCut } = await this.workspace.yamlFiles();
    if (isCut) this.warn(t("The workspace is too large: not all of its files are checked."));
    for (const [index, uri] of uris.entries()) {
      await othersTurn();
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
      work.report(Math.floor((100 * index) / uris.length), `${index + 1}/${uris.length}`);
      yield uri;
    }
  }

  /** What an open text or a project file shows, and what the launch of a config finds. */
  private async foundBy(uri: string, limits: RunLimits) {
    const shown = await this.shown.in(this.workspace.shownUri(uri));
    const found = await this.checks.foundBy(uri, limits);
    return [...(shown === undefined ? [] : [[uri, shown.diagnostics] as const]), ...(found ?? [])];
  }

  private report(
    uri: string,
    found: FoundDiagnostics,
    before: string | undefined,
  ): WorkspaceDocumentDiagnosticReport {
    const shownUri = this.workspace.shownUri(uri);
    const items = [...found.of(uri)];
    const resultId = JSON.stringify(items);
    const named = { uri: shownUri, version: this.versionOf(shownUri), resultId };
    return resultId === before
      ? { ...named, kind: DocumentDiagnosticReportKind.Unchanged }
      : { ...named, kind: DocumentDiagnosticReportKind.Full, items };
  }
}
