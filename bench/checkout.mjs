// @ts-check
// How long a checkout of gpt-neox is read, beside what parsing all of its files takes: unchanged, and with a function of
// its own in every file, so that each is compared function by function. NEOX_CHECKOUT names it.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { percentile, printTable, shown } from "./measures.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const ROUNDS = 7;
const OWN = "\n\ndef of_our_own(self, width=3):\n    return width * 2\n";
const PROGRAM = `
export { readCheckout } from "./server/src/arguments/checkout/readCheckout";
export { Checkouts } from "./server/src/workspace/checkouts";
export { parser } from "@lezer/python";
`;

/** In processor time. @param {() => unknown} work */
async function middleTime(work) {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begin = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(begin);
    times.push((user + system) / 1000);
  }
  return percentile(times, 0.5);
}

/** Reading a checkout once, and asking for it again as every keystroke does. */
export async function checkout() {
  const folder = process.env.NEOX_CHECKOUT;
  if (folder === undefined) return;
  const scratch = mkdtempSync(join(tmpdir(), "neox-config-bench-"));
  const outfile = join(scratch, "program.mjs");
  await build({
    stdin: { contents: PROGRAM, resolveDir: ROOT },
    bundle: true,
    platform: "node",
    format: "esm",
    // A package of CommonJS asks for Node's modules by it.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    outfile,
  });
  const { readCheckout, Checkouts, parser } = await import(pathToFileURL(outfile).href);
  const paths = (await readdir(join(folder, "megatron"), { recursive: true }))
    .filter((path) => path.endsWith(".py"))
    .map((path) => `megatron/${path}`);
  const texts = new Map(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
  const read = async (/** @type {string} */ path) => texts.get(path);
  const changed = async (/** @type {string} */ path) => (texts.has(path) ? texts.get(path) + OWN : undefined);
  const parsed = await middleTime(() => {
    for (const text of texts.values()) parser.parse(text);
  });
  const again = new Checkouts({
    read: async (/** @type {string} */ uri) => texts.get(uri.slice("x:/".length)),
  });
  await again.target("x:/", "");
  const rows = [
    ["every file parsed, and no more", parsed],
    ["an unchanged checkout, read", await middleTime(() => readCheckout(read))],
    ["one with a change in every file, read", await middleTime(() => readCheckout(changed))],
    ["one that is read, at a keystroke", await middleTime(() => again.target("x:/", ""))],
  ].map(([what, time]) => [String(what), shown(Number(time)), (Number(time) / parsed).toFixed(2)]);
  printTable(`A checkout of ${paths.length} files`, [["", "ms of a processor", "ratio"], ...rows]);
  rmSync(scratch, { recursive: true });
}
