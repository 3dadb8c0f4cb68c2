import type { Connection, ServerCapabilities, WorkspaceEdit } from "vscode-languageserver";
import {
  REPORT_REQUEST,
  type Report,
  type ReportParams,
  SHAPE_EDIT_REQUEST,
  type ShapeEditParams,
} from "../../../protocol/report";
import { resolveFix } from "../engine/fix";
import { codeLensesOf } from "../features/codeLens";
import { inlayHintsOf } from "../features/inlayHints";
import { reportOf } from "../features/report/report";
import { shapeFix } from "../features/report/shapes";
import { workspaceEdit } from "../features/workspaceEdit";
import { numbersOptions } from "./editorSettings";
import type { OpenConfigs } from "./openConfigs";
import type { SettingsStore } from "./settingsStore";

/** What `answerNumbers` answers, besides the requests of the report view. */
export const NUMBER_CAPABILITIES: ServerCapabilities = {
  inlayHintProvider: true,
  codeLensProvider: {},
};

/** Answers with what a launch builds and needs: hints, lenses, and the report with its shapes. */
export function answerNumbers(connection: Connection, configs: OpenConfigs, settings: SettingsStore): void {
  connection.languages.inlayHint.on(async ({ textDocument, range }) => {
    const { inlayHints } = await settings.of(textDocument.uri);
    const config = inlayHints ? await configs.get(textDocument.uri) : undefined;
    return config ? inlayHintsOf(config.file, config.result.launch, range) : [];
  });
  connection.onCodeLens(async ({ textDocument }) => {
    const here = await settings.of(textDocument.uri);
    const config = here.codeLens ? await configs.get(textDocument.uri) : undefined;
    return config ? codeLensesOf(config.file, config.result.launch, numbersOptions(here)) : [];
  });
  connection.onRequest(REPORT_REQUEST, async ({ uri }: ReportParams): Promise<Report | null> => {
    const config = await configs.get(uri);
    const options = numbersOptions(await settings.of(uri));
    return (config && reportOf(config.result.launch, options)) ?? null;
  });
  connection.onRequest(
    SHAPE_EDIT_REQUEST,
    async ({ uri, shape }: ShapeEditParams): Promise<WorkspaceEdit | null> => {
      const launch = (await configs.get(uri))?.result.launch;
      const fix = launch && resolveFix(launch, shapeFix(launch, shape));
      return fix ? workspaceEdit(fix.edits, (path) => configs.versionOf(path)) : null;
    },
  );
}
