import { expect, onTestFinished, test } from "vitest";
import { type Diagnostic, DocumentDiagnosticRequest } from "vscode-languageserver-protocol";
import { LAUNCHES_REQUEST } from "../../protocol/launches";
import { hostfileCases } from "../hostfiles";
import { inProcess } from "./client";
import { TestFolder } from "./workspace";

const SEVERITIES = ["error", "warning", "information", "hint"];

/** Below its first line a message says where NeoX stops. */
function said({ code, severity = 1, range: { start, end }, message }: Diagnostic): string {
  const [first] = typeof message === "string" ? message.split("\n") : [message.value];
  return `${code} ${SEVERITIES[severity - 1]} ${start.line}:${start.character}-${end.character} ${first}`;
}

test.each(hostfileCases)("$name", async ({ files, gpus, findings }) => {
  const folder = new TestFolder(files);
  onTestFinished(() => folder.remove());
  const client = await inProcess({}, true, folder.uri);
  onTestFinished(async () => {
    await client.stop();
  });
  const uri = folder.uriOf("model.yml");
  await client.open(files["model.yml"] ?? "", uri);
  expect(await client.connection.sendRequest(LAUNCHES_REQUEST, { uri })).toMatchObject({ gpus });
  const textDocument = { uri };
  const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
  expect(report.kind === "full" && report.items.map(said)).toEqual(findings);
});
