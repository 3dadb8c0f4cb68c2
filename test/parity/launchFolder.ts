import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OracleLaunch } from "../../scripts/oracle/oracle";
import { lookInLaunchFolder } from "../../server/src/cli/launchFolder";
import type { Finding } from "../../server/src/engine/finding";
import { check } from "../../server/src/features/check";
import type { Script } from "../../server/src/launch/launch";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";

export const RECORDED_DATA = "test/parity/records/data";

/**
 * Works in a folder in which recorded launches would run, with their data.
 *
 * @param begins A folder whose files lie there already.
 */
export async function inLaunchFolder<Result>(
  work: (folder: string) => Promise<Result>,
  { data = RECORDED_DATA, begins }: { readonly data?: string; readonly begins?: string | undefined } = {},
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-launch-"));
  try {
    if (begins !== undefined) cpSync(begins, folder, { recursive: true });
    cpSync(data, join(folder, "data"), { recursive: true, force: false });
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Launched = Pick<OracleLaunch, "files" | "gpus">;

/** A launch at main in a folder, with what lies there, as the command takes it. */
export async function launchIn(folder: string, { files, gpus }: Launched) {
  const texts = files.map(({ name, text }) => ({ path: name, text }));
  const named = await lookInLaunchFolder(texts, { launchFolder: folder }, { cwd: folder });
  return { files: texts, target: MAIN_TARGET, gpus, scope: "launch", ...named } as const;
}

/** What we say of a launch in a folder, by a script where it is known. */
export async function findingsIn(
  folder: string,
  launched: Launched,
  script?: Script,
): Promise<readonly Finding[]> {
  const { files, ...launch } = await launchIn(folder, launched);
  const documents = files.map(({ path, text }) => ({ path, document: readYaml(text) }));
  return check({ ...launch, files: documents, ...(script && { script }) }).findings;
}
