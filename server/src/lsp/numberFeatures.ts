import type { CancellationToken, Connection, ServerCapabilities, WorkspaceEdit } from "vscode-languageserver";
import {
  ASSUMPTION_EDIT_REQUEST,
  type AssumptionEditParams,
  type NoReport,
  REPORT_REQUEST,
  type Report,
  type ReportControls,
  type ReportParams,
  SHAPE_EDIT_REQUEST,
  type ShapeEditParams,
} from "../../../protocol/report";
import { t } from "../base/l10n";
import type { ResolvedFix } from "../engine/finding";
import { FixTrials } from "../engine/fixTrials";
import type { Fix } from "../engine/rule";
import { codeLensesOf } from "../features/codeLens";
import { inlayHintsOf } from "../features/inlayHints";
import { assumptionFix } from "../features/report/assumptions";
import { noReport, reporting } from "../features/report/report";
import { shapeFix } from "../features/report/shapes";
import { workspaceEdit } from "../features/workspaceEdit";
import type { Launch } from "../launch/launch";
import { GPU_NAMES } from "../model/gpuKinds";
import { answering } from "./answering";
import { numbersOptions, type Settings } from "./editorSettings";
import type { OpenConfig, OpenConfigs } from "./openConfigs";
import type { SettingsStore } from "./settingsStore";

/** What `answerNumbers` answers, besides the requests of the report view. */
export const NUMBER_CAPABILITIES: ServerCapabilities = {
  inlayHintProvider: true,
  codeLensProvider: {},
};

async function reportFor(
  { uri, around }: ReportParams,
  configs: OpenConfigs,
  settings: SettingsStore,
  token: CancellationToken,
): Promise<Report | NoReport | null> {
  const config = await configs.get(uri);
  if (config === undefined) return configs.textOf(uri) === undefined ? null : { reason: noConfig() };
  const here = await settings.of(uri);
  const { launch } = config.result;
  const options = {
    ...numbersOptions(here),
    controls: controlsOf(config, here),
    ...(around && { around }),
  };
  return (await answering(reporting(launch, options), token)) ?? noReport(launch);
}

function noConfig(): string {
  return t("This file is no GPT-NeoX config, by its keys; a comment `# neox-config: on` makes it one.");
}

function controlsOf({ run, result }: OpenConfig, { gpu, vocabularySize }: Settings): ReportControls {
  return {
    gpus: result.launch.gpus ?? null,
    isGpusOfLaunch: run.launch.gpus !== undefined,
    gpu,
    gpuNames: GPU_NAMES,
    vocabularySize,
  };
}

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
  connection.onRequest<Report | NoReport | null, void>(REPORT_REQUEST, (params: ReportParams, token) =>
    reportFor(params, configs, settings, token),
  );
  connection.onRequest(
    ASSUMPTION_EDIT_REQUEST,
    async ({ uri, about }: AssumptionEditParams): Promise<WorkspaceEdit | null> => {
      const launch = (await configs.get(uri))?.result.launch;
      const wanted = assumptionFix(about);
      const fix = launch && wanted && harmless(launch, wanted);
      return fix ? workspaceEdit(fix.edits, configs.versionOfFile) : null;
    },
  );
  connection.onRequest(
    SHAPE_EDIT_REQUEST,
    async ({ uri, shape }: ShapeEditParams): Promise<WorkspaceEdit | null> => {
      const launch = (await configs.get(uri))?.result.launch;
      const fix = launch && harmless(launch, shapeFix(launch, shape));
      return fix ? workspaceEdit(fix.edits, configs.versionOfFile) : null;
    },
  );
}

/** What a click writes: that and no more. Whether it stops the launch, the report said before. */
function harmless(launch: Launch, fix: Fix): ResolvedFix | undefined {
  return new FixTrials(launch, () => []).offered([fix])[0];
}
