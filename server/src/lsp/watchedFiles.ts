import type { MessageConnection } from "vscode-jsonrpc";
import type { FileSystemWatcher } from "vscode-languageserver-protocol";
import { log, register } from "./client";

/** What a launch may depend on: configs, scripts that start them, the arguments of a checkout, and hostfiles. */
const GLOBS = [
  "**/*.{yml,yaml,json}",
  "**/*.{sh,bash,zsh,sbatch,slurm,sub,job,pbs,mk,md,rst}",
  // One by one: not every client knows a star inside of braces.
  "**/{Makefile,makefile,GNUmakefile}",
  "**/README*",
  "**/*hostfile*",
  "**/megatron/**/*.py",
];

/** What configs name: only that it comes and goes counts. */
const CREATED_OR_DELETED = 1 | 4;
const NAMED_GLOB = "**/*.{bin,idx,txt,model}";

/** Asks the client to tell of changes on disk; one that refuses works on, and sees them after a restart. */
export async function watchFiles(connection: MessageConnection): Promise<void> {
  const watchers: FileSystemWatcher[] = GLOBS.map((globPattern) => ({ globPattern }));
  watchers.push({ globPattern: NAMED_GLOB, kind: CREATED_OR_DELETED });
  try {
    await register(connection, "workspace/didChangeWatchedFiles", { watchers });
  } catch (error) {
    log(connection, "warn", `The editor does not watch files: ${error}`);
  }
}
