// @ts-check
// Makes neox-config-<version>.vsix, or the file that is named: a release build, and of the repository only what
// package.json's `files` names. The build in dist/ stays as it is.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createVSIX, listFiles, PackageManager } from "@vscode/vsce";

// Two packages of the same source are the same bytes, wherever they are made: of 1980, when the time of zip files begins.
process.env.SOURCE_DATE_EPOCH ??= "315532800";
process.env.TZ = "UTC";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const [, , packagePath = `neox-config-${version}.vsix`] = process.argv;
const folder = mkdtempSync(join(tmpdir(), "neox-config-vsix-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const files = await listFiles({ packageManager: PackageManager.None });
for (const file of files) if (!file.startsWith("dist/")) cpSync(file, join(folder, file));
const build = ["scripts/build/build.mjs", "--release", "--out", join(folder, "dist")];
execFileSync(process.execPath, build, { stdio: "inherit" });
await createVSIX({
  cwd: folder,
  dependencies: false,
  packagePath: resolve(packagePath),
  allowMissingRepository: true,
  // The README's picture ships with it.
  rewriteRelativeLinks: false,
});
