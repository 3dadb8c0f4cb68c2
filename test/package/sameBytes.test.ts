import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ROOT } from "../installed.mjs";

/** The digest of what `npm pack` makes of the built files. */
function packed(): string {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-pack-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], {
    cwd: join(ROOT, "server"),
    shell: process.platform === "win32",
  });
  const [name = ""] = readdirSync(folder);
  return createHash("sha256")
    .update(readFileSync(join(folder, name)))
    .digest("hex");
}

/** Milliseconds: `npm` is long at starting on a busy machine. */
const TWICE_NPM = 180_000;

test(
  "two npm packages of the same files are the same bytes",
  () => {
    expect(packed()).toBe(packed());
  },
  TWICE_NPM,
);
