import type { Connection } from "vscode-languageserver";
import { URI, Utils } from "vscode-uri";
import { ASK_NEOX_REQUEST, type AskNeoxParams } from "../../../protocol/commands";
import { version } from "../../package.json";
import { t } from "../base/l10n";
import { type AskNeox, NotAsked } from "../features/verify/answer";
import { disagreementReport, verificationText } from "../features/verify/text";
import { verify } from "../features/verify/verification";
import type { OpenConfig, OpenConfigs } from "./openConfigs";

/** Answers what NeoX itself does with an open config; null where it cannot be asked here, or the client has given up. */
export function answerAskNeox(connection: Connection, configs: OpenConfigs, ask: AskNeox | undefined): void {
  connection.onRequest(
    ASK_NEOX_REQUEST,
    async ({ uri, python }: AskNeoxParams, cancellation): Promise<string | null> => {
      const config = await configs.get(uri);
      const checkout = config && checkoutOf(config);
      if (ask === undefined || config === undefined || checkout === undefined) return null;
      const controller = new AbortController();
      cancellation.onCancellationRequested(() => controller.abort());
      try {
        return await pageOf(config, (launch) =>
          ask(launch, { python, checkout, folder: folderOf(uri), signal: controller.signal }),
        );
      } catch (error) {
        if (error instanceof NotAsked) return reasonOf(error, python);
        throw error;
      }
    },
  );
}

/** The folder of the checkout that runs a config, on this machine. */
function checkoutOf({ result }: OpenConfig): string | undefined {
  const { target } = result.launch;
  const root = target.kind === "checkout" ? target.root : undefined;
  return root?.startsWith("file:") ? URI.parse(root).fsPath : undefined;
}

function folderOf(uri: string): string {
  return Utils.dirname(URI.parse(uri)).fsPath;
}

async function pageOf(
  { result }: OpenConfig,
  ask: (launch: Parameters<AskNeox>[0]) => ReturnType<AskNeox>,
): Promise<string> {
  const { files, gpus = 1 } = result.launch;
  const found = verify(
    result,
    await ask({ files: files.map(({ path, document }) => ({ name: path, text: document.text })), gpus }),
  );
  const text = verificationText(found);
  if (found.agreement !== "falseError" && found.agreement !== "missed") return text;
  const report = disagreementReport(result, found, version);
  return `${text}\n## ${t("Text for a report, to be sent by you alone; the files are in it")}\n\n${report}\n`;
}

function reasonOf({ reason, message }: NotAsked, python: string): string {
  switch (reason) {
    case "noPython":
      return t("{0} cannot be run: {1}", python, message);
    case "time":
      return t("NeoX was stopped after {0} seconds.", message);
    case "cancelled":
      return "";
    case "ended":
      return t("{0} ended without an answer: {1}", python, message);
  }
}
