// @ts-check
// Where the packed and installed npm package is: `node scripts/release/installPacked.mjs` puts it there.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(join(ROOT, "server/package.json"), "utf8"));
const own = createHash("sha256").update(ROOT).digest("hex").slice(0, 8);

/** Outside of the repository, so that nothing of its node_modules helps. */
export const INSTALLED = join(tmpdir(), `neox-config-installed-${own}`);
export const TARBALL = join(INSTALLED, `neox-config-${version}.tgz`);

/** The installed command. */
export function installedCommand() {
  const command = join(INSTALLED, "node_modules/.bin/neox-config");
  if (!existsSync(command))
    throw new Error("the package is not installed: node scripts/release/installPacked.mjs");
  return command;
}
