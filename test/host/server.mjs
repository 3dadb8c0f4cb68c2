// @ts-check
// A real VS Code server with a profile of its own in a temporary folder.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installHost } from "./install.mjs";

/** Nothing on the screen but the file, and nothing asked of the network. */
const SETTINGS = {
  "chat.disableAIFeatures": true,
  "editor.hover.delay": 100,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "files.simpleDialog.enable": true,
  "git.enabled": false,
  "npm.autoDetect": "off",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "typescript.disableAutomaticTypeAcquisition": true,
  "update.mode": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
};

/** A free port of this machine. */
export function freePort() {
  return new Promise((/** @type {(port: number) => void} */ resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** The profile's folders, with `SETTINGS` and `settings` as the user's. */
function makeProfile(/** @type {Record<string, unknown>} */ settings) {
  const root = mkdtempSync(join(tmpdir(), "neox-config-host-"));
  const userData = join(root, "user-data");
  const extensions = join(root, "extensions");
  for (const folder of [join(userData, "User"), join(userData, "Machine"), extensions]) {
    mkdirSync(folder, { recursive: true });
  }
  const text = JSON.stringify({ ...SETTINGS, ...settings }, null, 2);
  // The browser's own profile starts empty, so the remote machine's settings are the ones that count.
  writeFileSync(join(userData, "Machine/settings.json"), text);
  return { root, userData, extensions };
}

/** Waits until VS Code answers, or throws with the end of its log. */
async function untilReady(
  /** @type {string} */ base,
  /** @type {import("node:child_process").ChildProcess} */ child,
  /** @type {() => string} */ log,
) {
  for (const end = Date.now() + 60_000; Date.now() < end && child.exitCode === null; ) {
    const answer = await fetch(`${base}/version`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`VS Code did not start:\n${log().slice(-2000)}`);
}

/**
 * Starts VS Code and waits until it answers.
 * `vsix`: an extension to install first; `settings`: on top of our quiet ones; `inHostTests`: let pages run
 * tests in the extension host (which also hides notifications).
 * @param {{ vsix?: string, settings?: Record<string, unknown>, inHostTests?: boolean }} options
 */
export async function startServer({ vsix, settings = {}, inHostTests = false } = {}) {
  const { server, node } = installHost();
  const { root, userData, extensions } = makeProfile(settings);
  const main = join(server, "out/server-main.js");
  const profile = [
    "--accept-server-license-terms",
    "--server-data-dir",
    join(root, "server"),
    "--user-data-dir",
    userData,
    "--extensions-dir",
    extensions,
  ];
  const env = { PATH: process.env.PATH, HOME: root, LANG: "C.UTF-8" };
  if (vsix) execFileSync(node, [main, ...profile, "--install-extension", vsix], { env, stdio: "pipe" });

  const port = await freePort();
  const logFile = join(root, "server.log");
  const log = () => readFileSync(logFile, "utf8");
  const output = openSync(logFile, "w");
  const flags = [
    "--host",
    "127.0.0.1",
    "--port",
    String(port),
    "--without-connection-token",
    "--telemetry-level",
    "off",
    "--disable-workspace-trust",
    "--disable-experiments",
    "--disable-getting-started-override",
  ];
  if (inHostTests) flags.push("--enable-smoke-test-driver");
  // A process group of its own, so that its extension hosts end with it.
  const child = spawn(node, [main, ...profile, ...flags], {
    env,
    stdio: ["ignore", output, output],
    detached: true,
  });
  const base = `http://127.0.0.1:${port}`;
  await untilReady(base, child, log);

  const signal = (/** @type {NodeJS.Signals} */ name) => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, name);
  };
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const force = setTimeout(() => signal("SIGKILL"), 3000);
    if (child.exitCode === null && child.signalCode === null) {
      signal("SIGTERM");
      await ended;
    }
    clearTimeout(force);
    rmSync(root, { recursive: true, force: true });
  };
  return { base, authority: `127.0.0.1:${port}`, log, stop, root };
}

/**
 * The address that opens a folder or a workspace file in VS Code, with options such as `[["openFile", uri]]`.
 * @param {string} base @param {{ folder: string } | { workspace: string }} opened
 * @param {readonly (readonly [string, string])[]} payload
 */
export function workbenchUrl(base, opened, payload = []) {
  const query = new URLSearchParams(opened);
  if (payload.length > 0) query.set("payload", JSON.stringify(payload));
  return `${base}/?${query}`;
}
