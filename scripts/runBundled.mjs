/**
 * Runs a TypeScript program of the tests that is no test:
 *
 *   npm run parity [-- --ids]                     our verdicts against the recorded launches beside the project
 *   npm run forks -- FOLDER [--ids]               our verdicts against those of the checkouts of forks in a folder
 *   npm run fork-numbers -- FOLDER               our parameters against those of the modules of these forks
 *   npm run fork-verify -- FOLDER PYTHON [COUNT]  the code of these forks, asked again as `verify` does
 *   npm run unchanged -- CLONE                    an unchanged checkout of gpt-neox against the commit that it is
 *   npm run differential [-- FIRST COUNT]         our verdicts on random launches against real NeoX; needs
 *                                                 NEOX_CHECKOUT (and NEOX_TARGET for a checkout that is not main)
 *   npm run fixes [-- FIRST COUNT]                the fixes we offer for recorded failures, each tried in real NeoX
 *   npm run mended -- jobs|score …                recorded trainings that stopped, as check --fix mends them, for whole runs
 *   npm run whole-runs -- jobs|score …             random whole trainings, for real NeoX to run, and what we say of them
 *   npm run explorer [-- COUNT]                   shapes that the explorer offers, each tried in real NeoX
 *   npm run numbers                               our bytes against those of recorded real runs, term by term
 *   npm run logs                                  the explanations of recorded logs against their records
 *   npm run fuzz [-- --count N --seed S]          broken and hostile texts through the reader, every rule and the fixes
 *   npm run growth [-- --lines N --only NAME]     how the time to check one grows with its lines, for 60 kinds of text
 *   npm run waits [-- --text NAME --request NAME] what each request costs the built server on texts of 2 MB
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const [program] = process.argv.splice(2, 1);
const folder = mkdtempSync(join(tmpdir(), "neox-config-"));
const outfile = join(folder, "program.cjs");
await build({
  entryPoints: [program],
  bundle: true,
  platform: "node",
  format: "cjs",
  outfile,
  logLevel: "warning",
  define: { "import.meta.url": JSON.stringify(pathToFileURL(resolve(program)).href) },
});
process.on("exit", () => rmSync(folder, { recursive: true }));
await import(pathToFileURL(outfile).href);
