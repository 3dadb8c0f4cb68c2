import { FileSystemError, FileType, Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  EXISTS_REQUEST,
  type FileParams,
  type FolderEntry,
  LARGEST_FILE,
  READ_FILE_REQUEST,
  READ_FOLDER_REQUEST,
} from "../../protocol/launches";

/** Reads for a server that reaches no disk: one in a browser, or for a workspace that is on none. */
export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest(READ_FILE_REQUEST, ({ uri }: FileParams) => readFile(Uri.parse(uri)).catch(() => null));
  client.onRequest(READ_FOLDER_REQUEST, ({ uri }: FileParams) => readFolder(Uri.parse(uri)).catch(() => []));
  client.onRequest(EXISTS_REQUEST, ({ uri }: FileParams) => exists(Uri.parse(uri)));
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch (error) {
    return !(error instanceof FileSystemError && error.code === "FileNotFound");
  }
}

async function readFile(uri: Uri): Promise<string | null> {
  const { size, type } = await workspace.fs.stat(uri);
  // A link may lead out of the workspace.
  if (!workspace.isTrusted && (type & FileType.SymbolicLink) !== 0) return null;
  return size > LARGEST_FILE ? null : new TextDecoder().decode(await workspace.fs.readFile(uri));
}

async function readFolder(uri: Uri): Promise<FolderEntry[]> {
  const entries = await workspace.fs.readDirectory(uri);
  return entries.flatMap(([name, type]) => {
    // Links are left out: they may lead in circles.
    const kind = type === FileType.Directory ? "folder" : type === FileType.File ? "file" : undefined;
    return kind === undefined ? [] : [{ name, kind }];
  });
}
