// @ts-check
// Makes of the suites in this folder what VS Code's extension host can load.
import { resolve } from "node:path";
import { build } from "esbuild";

const ROOT = resolve(import.meta.dirname, "../..");

/** @type {Record<"server" | "web", import("esbuild").BuildOptions>} */
const HOSTS = {
  server: { platform: "node", entryPoints: ["test/editor/index.node.ts"], external: ["vscode", "mocha"] },
  web: {
    platform: "browser",
    entryPoints: ["test/editor/index.browser.ts"],
    external: ["vscode"],
    define: { global: "globalThis" },
  },
};

/** Bundles the suites for the extension host of a server (or a desktop) or of a browser, and says where. */
export async function bundleSuites(/** @type {"server" | "web"} */ host) {
  const outfile = resolve(ROOT, `dist/test/${host}.js`);
  const common = { absWorkingDir: ROOT, bundle: true, target: "es2022", outfile };
  await build({ ...common, ...HOSTS[host], format: "cjs", sourcemap: "inline", logLevel: "warning" });
  return outfile;
}
