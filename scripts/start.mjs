// @ts-check
// `npm start`: checks an example in the terminal, then opens it in VS Code. `npm start -- --no-open`: only the first.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, run, runOrExit, setUp } from "./setUp.mjs";

const EXAMPLE = join("examples", "13B-gqa.yml");
/** What `neox-config` exits with when it could not do its work; 1 says that it found errors. */
const COULD_NOT_CHECK = 2;

/** Shows what the command says of the example for one version of GPT-NeoX. */
function check(/** @type {string} */ target) {
  const args = ["check", EXAMPLE, "--neox", target];
  console.log(`\n$ neox-config ${args.join(" ")}`);
  const code = run(process.execPath, ["dist/cli.js", ...args]);
  if (code >= COULD_NOT_CHECK) process.exit(code);
}

/** Opens the user's own VS Code. False when there is none, or when `code` is the one of a remote terminal. */
function openDesktop() {
  if (process.env.VSCODE_IPC_HOOK_CLI) return false;
  const shell = process.platform === "win32";
  const args = [
    `--extensionDevelopmentPath=${ROOT}`,
    "--new-window",
    join(ROOT, "examples"),
    join(ROOT, EXAMPLE),
  ];
  return (
    spawnSync(
      "code",
      args.map((arg) => (shell ? `"${arg}"` : arg)),
      { stdio: "inherit", shell },
    ).status === 0
  );
}

/** Serves VS Code with the packaged extension to this machine's browsers until Ctrl+C. */
async function serveInBrowser() {
  const { startServer, workbenchUrl } = await import("../test/host/server.mjs");
  runOrExit(process.execPath, ["scripts/release/package.mjs"]);
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const { base, authority, stop } = await startServer({ vsix: join(ROOT, `neox-config-${version}.vsix`) });
  const file = `vscode-remote://${authority}${join(ROOT, EXAMPLE)}`;
  console.log(
    `\nVS Code with the extension, until Ctrl+C:\n${workbenchUrl(base, { folder: join(ROOT, "examples") }, [["openFile", file]])}`,
  );
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop().then(() => process.exit(0)));
}

setUp();
runOrExit(process.execPath, ["scripts/build/build.mjs"]);
check("2024-10-31");
check("main");
if (!process.argv.includes("--no-open")) {
  if (openDesktop()) console.log(`\nOpened ${EXAMPLE} in VS Code.`);
  else await serveInBrowser();
}
