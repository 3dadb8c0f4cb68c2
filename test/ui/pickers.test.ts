import { afterAll, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

let workbench: Workbench;
beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench?.stop());

const KNOWN = "known from v2.0 to 2026-05-19";

/** What the language status says, for a launch, a version and a number of GPUs. */
function status(launch: string, version: string, gpus: string): string {
  return `Editor Language Status: Launch: ${launch}, next: NeoX: ${version}, ${KNOWN}, next: NeoX Config: running, next: GPUs: ${gpus}`;
}

test("the version of gpt-neox is chosen from a list, written, shown, and counts", () =>
  workbench.withExample("13B-gqa.yml", {}, async (editor) => {
    const shown = () => editor.languageStatus();
    await editor.squiggle("warning").first().waitFor({ state: "attached" });
    await expect.poll(shown).toBe(status("13B-gqa.yml by itself", "unknown version", "unknown"));
    await editor.runQuestion("NeoX Config: Choose the version of gpt-neox");
    expect(await editor.picks()).toEqual([
      "main",
      "A date or a commit…",
      "A checkout on disk…",
      "Unknowncurrent",
    ]);
    await editor.page.keyboard.press("Enter");
    await editor.squiggle("warning").first().waitFor({ state: "detached" });
    expect(editor.settingsOnDisk()).toEqual({ "neoxConfig.target": "main" });
    await expect.poll(shown).toBe(status("13B-gqa.yml by itself", "main", "unknown"));
  }));

test("the number of GPUs is asked for, checked, written and shown", () =>
  workbench.withExample("13B-gqa.yml", {}, async (editor) => {
    const { page } = editor;
    await editor.squiggle("warning").first().waitFor({ state: "attached" });
    await editor.runQuestion("NeoX Config: Set the number of GPUs");
    await page.keyboard.type("0");
    await page.locator(".quick-input-message", { hasText: "Give a whole number from 1 on." }).waitFor();
    await page.keyboard.press("Backspace");
    await page.keyboard.type("64");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => editor.languageStatus())
      .toBe(status("13B-gqa.yml by itself", "unknown version", "64"));
    expect(editor.settingsOnDisk()).toEqual({ "neoxConfig.gpus": 64 });
  }));

test("the launch is chosen from those of the project file, and shown", () =>
  workbench.withExample("13B-gqa.yml", {}, async (editor) => {
    const shown = () => editor.languageStatus();
    editor.writeBeside("cluster.yml", "train_iters: 10\n");
    editor.writeBeside(
      ".neox-config.yml",
      "launches:\n  - { name: one node, files: [13B-gqa.yml], gpus: 8 }\n  - { name: cluster, files: [13B-gqa.yml, cluster.yml], gpus: 64 }\n",
    );
    await expect.poll(shown).toBe(status("one node, 3 to choose from", "unknown version", "8"));
    await editor.runQuestion("NeoX Config: Choose the launch");
    expect(await editor.picks()).toEqual([
      "one nodeactive | 13B-gqa.yml",
      "cluster (2 files) | 13B-gqa.yml cluster.yml",
      "13B-gqa.yml by itself | 13B-gqa.yml",
      "Add a file… | NeoX gets it, too",
    ]);
    await editor.page.keyboard.type("cluster (2");
    await editor.page.keyboard.press("Enter");
    await expect.poll(shown).toBe(status("cluster (2 files), 3 to choose from", "unknown version", "64"));
    await editor.runQuestion("NeoX Config: Set the number of GPUs");
    const says = "The project file says 64 for cluster (2 files). This number is for the other launches.";
    await editor.page.locator(".quick-input-message", { hasText: says }).waitFor();
  }));
