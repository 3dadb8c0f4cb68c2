// @ts-check
// A log of two gigabytes through `neox-config why`, beside `wc -l` on the same file.
import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { printTable } from "./measures.mjs";

const COMMAND = resolve(import.meta.dirname, "../dist/cli.js");
const BYTES = 2e9;
const BLOCK = 1 << 23;
const TIMES = 3;

const FAILURE = `[rank5]: Traceback (most recent call last):
[rank5]:   File "/opt/gpt-neox/megatron/training.py", line 700, in forward_step
[rank5]:     outputs = model(*args)
[rank5]: torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 4.00 GiB. GPU 5 has a total capacity of 79.15 GiB
`;

/** One iteration as NeoX logs it, with what its loggers say between. */
const iteration = (/** @type {number} */ index) =>
  ` samples/sec: ${(240 + (index % 70) / 10).toFixed(3)} | iteration ${String(index).padStart(8)}/  143000 | elapsed time per iteration (ms): ${(4200 + (index % 97)).toFixed(1)} | learning rate: ${(6e-4 - index * 1e-12).toExponential(3).toUpperCase()} | approx flops per GPU: 118.${index % 10}TFLOPS | lm_loss: ${(2 + (index % 1000) / 1000).toExponential(6).toUpperCase()} | loss scale: 4096.0 | number of skipped iterations:   0 | number of nan iterations:   0 |
time (ms) | forward: ${index % 900}.12 | backward: ${index % 1900}.71 | optimizer: ${index % 80}.03 | batch generator: 1.24
[2025-03-14 09:26:${String(index % 60).padStart(2, "0")},101] [INFO] [logging.py:96:log_dist] [Rank 0] step=${index}, skipped=14, lr=[0.0006, 0.0006], mom=[[0.9, 0.95]]
`;

const KINDS = {
  "a long training, ended by a traceback": iteration,
  "lines that are all unlike": (/** @type {number} */ index) =>
    `${(index * 2654435761).toString(36)} ${"abcdefghijklmnopqrstuvwxyz".slice(index % 20)} ${index} of the text that somebody prints\n`,
};

/** @param {string} path @param {(index: number) => string} lineOf */
function write(path, lineOf) {
  const file = openSync(path, "w");
  for (let written = 0, index = 0; written < BYTES; ) {
    let block = "";
    for (; block.length < BLOCK; index++) block += lineOf(index);
    // The same block a few times: making it takes longer than reading it.
    for (let times = 0; times < 8; times++) written += writeSync(file, block);
  }
  writeSync(file, FAILURE);
  closeSync(file);
}

/** @param {() => void} run @returns {number} milliseconds of the fastest of a few runs */
function fastest(run) {
  const times = Array.from({ length: TIMES }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  return Math.min(...times);
}

const TELL_MEMORY =
  'data:text/javascript,process.on("exit",()=>process.stderr.write(String(process.resourceUsage().maxRSS)))';

export function logs() {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-log-"));
  const path = join(folder, "run.log");
  const rows = Object.entries(KINDS).map(([name, lineOf]) => {
    write(path, lineOf);
    let kilobytes = 0;
    const counting = fastest(() => execFileSync("wc", ["-l", path]));
    const explaining = fastest(() => {
      const args = ["--import", TELL_MEMORY, COMMAND, "why", path, "--format", "json"];
      const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
      if (status !== 1 || !stdout.includes("OutOfMemoryError"))
        throw new Error(`no failure found: ${stderr}`);
      kilobytes = Math.max(kilobytes, Number(stderr));
    });
    return [
      name,
      counting.toFixed(0),
      explaining.toFixed(0),
      (explaining / counting).toFixed(1),
      `${Math.round(kilobytes / 1024)} MB`,
    ];
  });
  rmSync(folder, { recursive: true });
  printTable("A log of 2 GB", [
    ["the log", "`wc -l`, ms", "`neox-config why`, ms", "ratio", "memory at most"],
    ...rows,
  ]);
}
