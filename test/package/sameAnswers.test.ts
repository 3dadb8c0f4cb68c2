import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, test } from "vitest";
import { type Diagnostic, DocumentDiagnosticRequest } from "vscode-languageserver-protocol";
import type { DiagnosticJson } from "../../server/src/features/launchJson";
import { outcomeOf } from "../../server/src/features/outcome";
import { installedCommand } from "../installed.mjs";
import { serverProcess } from "../protocol/client";
import { neoxConfig } from "./process";

const CORPUS = resolve("../shared/corpus");
const SEVERITIES = ["error", "warning", "information", "hint"];

function corpus(): string[] {
  const names = readdirSync(CORPUS, { recursive: true, encoding: "utf8" });
  return names.filter((name) => /\.ya?ml$/.test(name)).sort();
}

/** What both say of a finding, for comparison. */
const ofEditor = ({ code, severity = 1, message, range }: Diagnostic) => ({
  rule: code,
  severity: SEVERITIES[severity - 1],
  message,
  range,
});
const ofCommand = ({ rule, severity, message, range, ...finding }: DiagnosticJson) => ({
  rule,
  severity,
  // JSON has how and when NeoX stops beside the message, the editor below it.
  message: finding.neox.raises === undefined ? message : `${message}\n${outcomeOf(finding)}`,
  range,
});

/** An editor orders findings itself. */
const sorted = (findings: readonly object[]) => findings.map((it) => JSON.stringify(it)).sort();

describe.runIf(existsSync(CORPUS))("the editor and the command", { timeout: 300_000 }, () => {
  it("say the same of every config of the corpus, one by one", async () => {
    const names = corpus();
    const { stdout } = await neoxConfig(
      ["check", "--each", ...names, "--neox", "2024-10-31", "--gpus", "8", "--format", "json"],
      { cwd: CORPUS },
    );
    const command = new Map<string, unknown>();
    for (const line of stdout.trimEnd().split("\n")) {
      const { id, diagnostics } = JSON.parse(line);
      command.set(id, sorted(diagnostics.map(ofCommand)));
    }
    const client = await serverProcess(installedCommand(), ["lsp", "--stdio"], {
      settings: { target: "2024-10-31", gpus: 8 },
      folder: pathToFileURL(CORPUS).href,
      pulls: true,
    });
    const editor = new Map<string, unknown>();
    for (const name of names) {
      const uri = pathToFileURL(resolve(CORPUS, name)).href;
      await client.open(readFileSync(resolve(CORPUS, name), "utf8"), uri);
      const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri },
      });
      if (report.kind !== "full") throw new Error(`no full report of ${name}`);
      editor.set(name, sorted(report.items.map(ofEditor)));
      await client.close(uri);
    }
    expect(await client.stop()).toBe(0);
    expect(editor).toEqual(command);
    expect([...editor.values()].flat().length).toBeGreaterThan(names.length);
  });
});

test.skipIf(existsSync(CORPUS))("skipped: no shared data", () => {});
