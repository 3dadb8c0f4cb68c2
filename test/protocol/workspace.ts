import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, vi } from "vitest";
import type { Diagnostic } from "vscode-languageserver-protocol";
import type { Client } from "./client";

/** For answers that come on their own time, also on a busy machine. */
export const WAIT = { timeout: 20_000, interval: 20 };

/** A folder on disk for one test. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), "neox-config-protocol-"));
  readonly uri = pathToFileURL(this.path).href;

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string | Uint8Array): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    writeFileSync(join(this.path, name), text);
  }

  delete(name: string): void {
    rmSync(join(this.path, name));
  }

  uriOf(name: string): string {
    return `${this.uri}/${name}`;
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}

/** A diagnostic in the words of a test: rule, severity (1 is an error), and where: line:character-character. */
export function mark({ code, severity, range: { start, end } }: Diagnostic): string {
  return `${code} ${severity} ${start.line}:${start.character}-${end.character}`;
}

/** What every file of the folder that shows anything shows, by its name. */
export function marks(client: Client, folder: TestFolder): Record<string, string[]> {
  const names = [...client.shown].map(([uri, diagnostics]) => {
    return [uri.slice(folder.uri.length + 1), diagnostics.map(mark)] as const;
  });
  return Object.fromEntries(names);
}

/** Waits until the editor shows exactly this, in all files together. */
export function expectMarks(
  client: Client,
  folder: TestFolder,
  expected: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  return vi.waitFor(() => expect(marks(client, folder)).toEqual(expected), WAIT);
}
