import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../host/browser.mjs";

const CONFIG = `num_layers: 2
hidden_size: 64
num_attention_heads: 4
seq_length: 64
max_position_embeddings: 64
train_micro_batch_size_per_gpu: 4
optimizer: {type: Adam, params: {lr: 0.001}}
min_lr: 0.0001
warmup: 0.1
train_iters: 50
lr_decay_style: cosine
`;

let browser: Awaited<ReturnType<typeof openBrowser>>;
const folder = mkdtempSync(join(tmpdir(), "neox-config-page-"));

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

test("the learning rate is walked by keyboard, and each step is told", async () => {
  const [config, out] = [join(folder, "tiny.yml"), join(folder, "tiny.html")];
  writeFileSync(config, CONFIG);
  const command = resolve(import.meta.dirname, "../../dist/cli.js");
  execFileSync(process.execPath, [command, "report", config, "--gpus", "1", "--html", out]);
  const { page } = browser;
  await page.setContent(readFileSync(out, "utf8"));
  const walk = page.getByRole("slider", { name: "Iteration" });
  const told = () => walk.getAttribute("aria-valuetext");
  await walk.focus();
  expect(await told()).toMatch(/^iteration 1: 2\.00e-4, 256 tokens/);
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("ArrowRight");
  expect(await told()).toMatch(/^iteration 5: .*, the warm-up ends$/);
  await page.keyboard.press("End");
  expect(await told()).toMatch(/^iteration 50: .*, the decay ends, training ends$/);
  expect(await page.locator("output").textContent()).toBe(await told());
});
