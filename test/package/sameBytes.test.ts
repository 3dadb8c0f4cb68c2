import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ROOT } from "../installed.mjs";

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-pack-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function digestOf(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/** The digest of what `npm pack` makes of the files as they were built: other tests use them meanwhile. */
function packed(): string {
  const folder = emptyFolder();
  execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], {
    cwd: join(ROOT, "server"),
    shell: process.platform === "win32",
  });
  const [name = ""] = readdirSync(folder);
  return digestOf(join(folder, name));
}

/** The digest of an extension that is built and packed in a time zone. */
function extension(zone: string): string {
  const { SOURCE_DATE_EPOCH: _, ...environment } = process.env;
  const file = join(emptyFolder(), "neox-config.vsix");
  execFileSync(process.execPath, ["scripts/release/package.mjs", file], {
    cwd: ROOT,
    env: { ...environment, TZ: zone },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return digestOf(file);
}

test("two npm packages of the same files are the same bytes", () => {
  expect(packed()).toBe(packed());
});

test("two extensions that are built at two times, in two time zones, are the same bytes", {
  timeout: 240_000,
}, () => {
  expect(extension("Asia/Shanghai")).toBe(extension("America/New_York"));
});
