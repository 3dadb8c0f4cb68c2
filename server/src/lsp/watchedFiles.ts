import { type Connection, DidChangeWatchedFilesNotification } from "vscode-languageserver";

/** What a launch may depend on: configs, scripts that start them, the arguments of a checkout, and hostfiles. */
const GLOBS = [
  "**/*.{yml,yaml,json}",
  "**/*.{sh,bash,zsh,sbatch,slurm,sub,job,pbs,mk,md,rst}",
  "**/{Makefile,makefile,GNUmakefile,README*,*hostfile*}",
  "**/megatron/**/*.py",
];

/** Asks the client to tell of changes on disk. */
export async function watchFiles(connection: Connection): Promise<void> {
  const watchers = GLOBS.map((globPattern) => ({ globPattern }));
  await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}
