// @ts-check
import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { LanguageServer } from "./languageServer.mjs";
import { percentile, printTable, shown } from "./measures.mjs";
import { MODEL, typing } from "./texts.mjs";

const { NEOX_CHECKOUT, NEOX_ORACLE, NEOX_PYTHON = "python3" } = process.env;
const LAUNCHES = 20;

/** The argument stage of real NeoX on the same model, when NEOX_CHECKOUT and NEOX_ORACLE (its runner) are there. */
export async function realNeox() {
  if (NEOX_CHECKOUT === undefined || NEOX_ORACLE === undefined) return;
  const file = join(mkdtempSync(join(tmpdir(), "neox-config-bench-")), "model.yml");
  writeFileSync(file, MODEL);
  const begin = performance.now();
  const neox = spawn(NEOX_PYTHON, ["-W", "ignore", join(NEOX_ORACLE, "oracle.py")], {
    env: { ...process.env, NEOX: NEOX_CHECKOUT },
    stdio: ["pipe", "pipe", "ignore"],
  });
  const answers = createInterface({ input: neox.stdout })[Symbol.asyncIterator]();
  const ask = async () => {
    const asked = performance.now();
    neox.stdin.write(`${JSON.stringify({ files: [file], gpus: 8 })}\n`);
    await answers.next();
    return performance.now() - asked;
  };
  await ask();
  const first = performance.now() - begin;
  /** @type {number[]} */
  const times = [];
  for (let launch = 0; launch < LAUNCHES; launch++) times.push(await ask());
  neox.kill();
  const ours = await keystrokes();
  printTable("Real NeoX's argument stage on the same model, milliseconds", [
    ["what", "time", "ratio to ours"],
    ["NeoX, from its start", shown(first), (first / ours).toFixed(0)],
    ["NeoX, imports done", shown(percentile(times, 0.5)), (percentile(times, 0.5) / ours).toFixed(1)],
    ["keystroke to diagnostics, all rules", shown(ours), "1"],
  ]);
}

async function keystrokes() {
  const server = new LanguageServer();
  await server.start();
  await server.open("file:///bench/model.yml", MODEL);
  const changes = typing(MODEL);
  /** @type {number[]} */
  const times = [];
  for (let i = 0; i < 200; i++) times.push(await server.edit(i % 2 === 0 ? changes[0] : changes[1]));
  await server.stop();
  return percentile(times.slice(100), 0.5);
}
