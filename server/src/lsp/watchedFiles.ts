import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type FileSystemWatcher,
  WatchKind,
} from "vscode-languageserver";

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
const NAMED_GLOB = "**/*.{bin,idx,txt,model}";

/** Asks the client to tell of changes on disk; one that refuses works on, and sees them after a restart. */
export async function watchFiles(connection: Connection): Promise<void> {
  const watchers: FileSystemWatcher[] = GLOBS.map((globPattern) => ({ globPattern }));
  watchers.push({ globPattern: NAMED_GLOB, kind: WatchKind.Create | WatchKind.Delete });
  try {
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  } catch (error) {
    connection.console.warn(`The editor does not watch files: ${error}`);
  }
}
