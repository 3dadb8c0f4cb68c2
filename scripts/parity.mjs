/**
 * Compares our verdicts with gpt-neox's own on the recorded launches beside the project:
 *
 *   npm run parity [-- --ids]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const folder = mkdtempSync(join(tmpdir(), "parity-"));
const outfile = join(folder, "report.cjs");
const here = JSON.stringify(new URL("../test/parity/report.ts", import.meta.url).href);
await build({
  entryPoints: ["test/parity/report.ts"],
  bundle: true,
  platform: "node",
  format: "cjs",
  outfile,
  logLevel: "warning",
  define: { "import.meta.url": here },
});
try {
  await import(pathToFileURL(outfile).href);
} finally {
  rmSync(folder, { recursive: true });
}
