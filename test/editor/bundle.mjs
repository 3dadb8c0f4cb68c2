// @ts-check
// Makes of the suites in this folder what VS Code's extension host can load.
import { spawnSync } from "node:child_process";
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

/** A Python that can ask a checkout, by its path: VS Code's server has another environment. Empty where there is none. */
function pythonWithYaml() {
  const program = "import sys, yaml; print(sys.executable)";
  const { status, stdout } = spawnSync(process.env.PYTHON ?? "python3", ["-c", program], {
    encoding: "utf8",
  });
  return status === 0 ? stdout.trim() : "";
}

/** Bundles the suites for the extension host of a server (or a desktop) or of a browser, and says where. */
export async function bundleSuites(/** @type {"server" | "web"} */ host) {
  const outfile = resolve(ROOT, `dist/test/${host}.js`);
  const common = { absWorkingDir: ROOT, bundle: true, target: "es2022", outfile };
  const define = { ...HOSTS[host].define, PYTHON_WITH_YAML: JSON.stringify(pythonWithYaml()) };
  await build({ ...common, ...HOSTS[host], define, format: "cjs", sourcemap: "inline", logLevel: "warning" });
  return outfile;
}
