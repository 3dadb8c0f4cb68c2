// @ts-check
// Packs server/ and installs the tarball where no other package is near, for the tests of what users install.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { INSTALLED, ROOT, TARBALL } from "../../test/installed.mjs";

rmSync(INSTALLED, { recursive: true, force: true });
mkdirSync(INSTALLED, { recursive: true });
npm(["pack", "--silent", "--pack-destination", INSTALLED], join(ROOT, "server"));
writeFileSync(join(INSTALLED, "package.json"), '{ "private": true }');
npm(["install", "--silent", "--prefer-offline", "--no-audit", "--no-fund", TARBALL], INSTALLED);

function npm(/** @type {readonly string[]} */ args, /** @type {string} */ cwd) {
  const { status, error } = spawnSync("npm", args, {
    cwd,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`npm ${args.join(" ")} ended with ${status}`);
}
