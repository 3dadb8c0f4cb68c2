import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Shape } from "../../protocol/report";
import { reportOf } from "../../server/src/features/report/report";
import { openBrowser } from "../host/browser.mjs";
import { launchOf } from "../model/launchOf";

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
train_data_paths: [data/one_text_document, data/second_text_document]
`;
const DATA = resolve(import.meta.dirname, "../parity/records/data");

let browser: Awaited<ReturnType<typeof openBrowser>>;
const folder = mkdtempSync(join(tmpdir(), "neox-config-page-"));

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** In the page: the editor that a view has, which keeps what it is told. */
const EDITOR = `(() => {
  window.told = [];
  window.acquireVsCodeApi = () => ({ postMessage: (message) => window.told.push(message) });
})()`;

/** Shows the report of the config in the browser, in a page of its own or as a view of an editor. */
async function showReport(inEditor = false): Promise<Page> {
  const [config, out] = [join(folder, "tiny.yml"), join(folder, "tiny.html")];
  writeFileSync(config, CONFIG);
  cpSync(DATA, join(folder, "data"), { recursive: true });
  const command = resolve(import.meta.dirname, "../../dist/cli.js");
  execFileSync(process.execPath, [command, "report", "tiny.yml", "--gpus", "1", "--html", out], {
    cwd: folder,
  });
  const { page } = browser;
  // Else what the last page forbids is forbidden to this one as well.
  await page.goto("about:blank");
  if (inEditor) await page.evaluate(EDITOR);
  await page.setContent(readFileSync(out, "utf8"));
  return page;
}

/** In the page: whether it scrolls sideways, and its smallest text in pixels as drawn, in pictures too. */
const LEGIBILITY = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const sizes = [...document.body.querySelectorAll("*")].flatMap((element) => {
    const hasText = [...element.childNodes].some((it) => it.nodeType === 3 && it.textContent.trim() !== "");
    if (!hasText || element.getClientRects().length === 0) return [];
    const scale = element instanceof SVGGraphicsElement ? element.getScreenCTM().a : 1;
    return [Number.parseFloat(getComputedStyle(element).fontSize) * scale];
  });
  return { scrolls: scrollWidth > clientWidth, smallest: Math.min(...sizes) };
})()`;

test.each([300, 460, 1280])(
  "at %i pixels everything is legible, and nothing scrolls sideways",
  async (width) => {
    const page = await showReport();
    await page.setViewportSize({ width, height: 800 });
    await page.getByRole("slider", { name: "Iteration" }).waitFor();
    const { scrolls, smallest } = await page.evaluate<{ scrolls: boolean; smallest: number }>(LEGIBILITY);
    expect(scrolls).toBe(false);
    expect(smallest).toBeGreaterThanOrEqual(11);
  },
);

test("a page of its own listens to no other window", async () => {
  const page = await showReport();
  const before = await page.locator("#report").innerHTML();
  await page.evaluate(async () => {
    const heard = new Promise((resolve) => window.addEventListener("message", resolve));
    window.postMessage({ reason: "from elsewhere" }, "*");
    await heard;
  });
  expect(await page.locator("#report").innerHTML()).toBe(before);
});

test("the explorer is one stop of the tabulator, arrows lead through it, and the reason stands at the cell", async () => {
  const page = await showReport();
  expect(await page.locator(".grids button").count()).toBeGreaterThan(20);
  const stop = page.locator(".grids button[tabindex='0']");
  expect(await stop.count()).toBe(1);
  await stop.focus();
  const focused = page.locator(".grids button:focus");
  const before = await focused.getAttribute("id");
  await page.keyboard.press("ArrowRight");
  expect(await focused.getAttribute("id")).not.toBe(before);
  expect(await stop.count()).toBe(1);
  const told = page.locator("#shape-told");
  expect(await told.textContent()).toBe(await focused.getAttribute("aria-label"));
  const [words, cell] = [await told.boundingBox(), await focused.boundingBox()];
  expect((words?.y ?? 0) - (cell?.y ?? 0) - (cell?.height ?? 0)).toBeCloseTo(4, 0);
});

test("a chosen shape stays under the pointer, and the focus with it, also when it is undone", async () => {
  const page = await showReport(true);
  const around: Shape = { hiddenSize: 64, numAttentionHeads: 4, numKvHeads: 4 };
  const draw = (heads: number) => {
    const text = CONFIG.replace("num_attention_heads: 4", `num_attention_heads: ${heads}`);
    return page.evaluate(
      (report) => window.postMessage(report),
      reportOf(launchOf(text), { around }) ?? null,
    );
  };
  await draw(4);
  const cell = page.locator("button.works[aria-label^='hidden size 64, 2 heads']").first();
  await cell.click();
  expect(await page.evaluate("window.told.at(-1)")).toEqual({
    kind: "choose",
    shape: { hiddenSize: 64, numAttentionHeads: 2, numKvHeads: 2 },
  });
  const id = (await cell.getAttribute("id")) ?? "";
  const same = page.locator(`[id="${id}"]`);
  const present = page.locator(`[id="${id}"][aria-current]`);
  const before = await same.boundingBox();

  await draw(2);
  await present.waitFor();
  expect(await same.boundingBox()).toEqual(before);
  expect(await page.evaluate("document.activeElement.id")).toBe(id);

  // The editor has the focus while it undoes, and gives it back.
  await page.evaluate("document.activeElement.blur()");
  await draw(4);
  await present.waitFor({ state: "detached" });
  await page.evaluate("window.dispatchEvent(new Event('focus'))");
  expect(await page.evaluate("document.activeElement.id")).toBe(id);
  expect(await same.boundingBox()).toEqual(before);
});

test("the learning rate is walked by keyboard, and each step is told", async () => {
  const page = await showReport();
  const walk = page.getByRole("slider", { name: "Iteration" });
  const told = () => walk.getAttribute("aria-valuetext");
  await walk.focus();
  expect(await told()).toMatch(/^iteration 1: 2\.00e-4, 256 tokens/);
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("ArrowRight");
  expect(await told()).toMatch(/^iteration 5: .*, the warm-up ends$/);
  await page.keyboard.press("End");
  expect(await told()).toMatch(/^iteration 50: .*, the decay ends, training ends$/);
  expect(await told()).toContain("12.8 k tokens, 7.13 · 0.803 epochs");
  expect(await page.locator("output").textContent()).toBe(await told());
});

test("each data set is told with what training reads of it", async () => {
  const page = await showReport();

  const section = page.getByRole("region", { name: "Data" });
  expect(await section.locator("tbody tr").allInnerTexts()).toEqual([
    "data/one_text_document\t1\t906\t906\t101\t7.13",
    "data/second_text_document\t90\t8.05 k\t8.05 k\t101\t0.803",
  ]);
});
