import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ROOT } from "../installed.mjs";

/** The digest of what `npm pack` makes of the files as they were built: other tests use them meanwhile. */
function packed(): string {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-pack-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], {
    cwd: join(ROOT, "server"),
    shell: process.platform === "win32",
  });
  const [name = ""] = readdirSync(folder);
  return createHash("sha256")
    .update(readFileSync(join(folder, name)))
    .digest("hex");
}

test("two npm packages of the same files are the same bytes", () => {
  expect(packed()).toBe(packed());
});
