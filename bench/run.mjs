// @ts-check
// All benchmarks, as Markdown tables: `npm run bench [-- PART...]`. For yaml-language-server beside ours
// `npm ci --prefix bench` first; for a checkout and real NeoX set NEOX_CHECKOUT, NEOX_ORACLE
// (the folder of its runner) and NEOX_PYTHON.
import { cpus, loadavg } from "node:os";
import { activation } from "./activation.mjs";
import { checkout } from "./checkout.mjs";
import { keystrokes } from "./keystroke.mjs";
import { logs } from "./logs.mjs";
import { realNeox } from "./neox.mjs";
import { sizes } from "./sizes.mjs";
import { soak } from "./soak.mjs";
import { starts } from "./start.mjs";

const PARTS = { sizes, starts, activation, keystrokes, soak, logs, checkout, realNeox };

const asked = process.argv.slice(2);
console.log(
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`,
);
for (const [name, part] of Object.entries(PARTS))
  if (asked.length === 0 || asked.includes(name)) await part();
process.exit();
