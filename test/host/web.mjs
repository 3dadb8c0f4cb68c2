// @ts-check
// VS Code as it runs without any machine behind it (vscode.dev), served to this machine only.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installHost } from "./install.mjs";
import { freePort } from "./server.mjs";

/** Names the folder that test-web looks for before it would download a build. */
const COMMIT = "0".repeat(40);

/** Lays out the installed build the way test-web keeps its downloads. */
function makeDownloadFolder(/** @type {string} */ root, /** @type {string} */ installed) {
  const name = `vscode-web-stable-${COMMIT}`;
  const folder = join(root, name);
  mkdirSync(folder);
  for (const entry of readdirSync(installed)) symlinkSync(join(installed, entry), join(folder, entry));
  writeFileSync(join(folder, "version"), name);
}

/**
 * Serves VS Code with the extension under development on a workspace file in `folder`.
 * @param {{ extension: string, suites?: string, folder: string, workspace: string }} options
 */
export async function startWeb({ extension, suites, folder, workspace }) {
  const { web, testWeb } = installHost();
  const root = mkdtempSync(join(tmpdir(), "neox-config-web-"));
  makeDownloadFolder(root, web);
  const port = await freePort();
  const { open } = createRequire(import.meta.url)(testWeb);
  const server = await open({
    browserType: "none",
    quality: "stable",
    commit: COMMIT,
    testRunnerDataDir: root,
    host: "localhost",
    port,
    extensionDevelopmentPath: extension,
    extensionTestsPath: suites,
    folderPath: folder,
  });
  const stop = async () => {
    server.dispose();
    rmSync(root, { recursive: true, force: true });
  };
  const query = new URLSearchParams({ workspace: `vscode-test-web://mount/${workspace}` });
  return { url: `http://localhost:${port}/?${query}`, log: () => "", stop };
}
