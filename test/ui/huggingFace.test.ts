import { afterAll, beforeAll, expect, test } from "vitest";
import { type Editor, Workbench } from "./workbench";

let workbench: Workbench;
beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench?.stop());

/** Llama 3.2 1B. */
const LLAMA = {
  architectures: ["LlamaForCausalLM"],
  model_type: "llama",
  hidden_act: "silu",
  hidden_size: 2048,
  intermediate_size: 8192,
  max_position_embeddings: 131_072,
  num_attention_heads: 32,
  num_hidden_layers: 16,
  num_key_value_heads: 8,
  rms_norm_eps: 1e-5,
  rope_scaling: { factor: 32, rope_type: "llama3" },
  rope_theta: 500_000,
  tie_word_embeddings: true,
  vocab_size: 128_256,
};

/** Runs the command and chooses a path below the folder of the workspace in its dialog. */
async function newConfigFrom(editor: Editor, path: string): Promise<void> {
  const { page } = editor;
  await editor.runQuestion("NeoX Config: New config from a Hugging Face model");
  await page.locator(".quick-input-title", { hasText: "The model's folder or its config.json" }).waitFor();
  await editor.picks();
  await page.keyboard.press("End");
  await page.keyboard.type(path);
  // Entered before the dialog has read the folder on the way, a path is not taken.
  const name = path.slice(path.lastIndexOf("/") + 1);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).waitFor();
  // A folder whose row is marked by then is entered first.
  await editor.pressUntil(page.locator(".quick-input-widget"), ["Enter"], "hidden");
}

test("a model's folder is chosen, and its config is opened with what GPT-NeoX cannot build", () =>
  workbench.withExample("13B-gqa.yml", {}, async (editor) => {
    const { page } = editor;
    await editor.squiggle("warning").first().waitFor({ state: "attached" });
    editor.writeBeside("models/Llama-3.2-1B/config.json", JSON.stringify(LLAMA));
    await newConfigFrom(editor, "models/Llama-3.2-1B");
    await page.locator(".tab.active", { hasText: "Untitled-1" }).waitFor();
    const lines = page.locator(".monaco-editor .view-lines").first();
    for (const line of [
      "# The nearest to Llama-3.2-1B (llama) that GPT-NeoX builds: 1,235,814,400",
      '# - rope_scaling: {"factor": 32, "rope_type": "llama3"} · NeoX does not scale the',
      "intermediate_size: 24576",
      "make_vocab_size_divisible_by: 128256",
    ])
      await lines.locator(".view-line", { hasText: line }).waitFor();
    await expect
      .poll(() => editor.messages())
      .toContain("GPT-NeoX cannot build 1 of its parts: see the comments.");
  }));

test("a folder without a model is said to be none", () =>
  workbench.withExample("13B-gqa.yml", {}, async (editor) => {
    await editor.squiggle("warning").first().waitFor({ state: "attached" });
    editor.writeBeside("models/empty/README.md", "");
    await newConfigFrom(editor, "models/empty");
    await expect
      .poll(async () => (await editor.messages()).join())
      .toMatch(/There is no config\.json of a model: .*models\/empty/);
    editor.writeBeside("models/other/config.json", "{}");
    await newConfigFrom(editor, "models/other/config.json");
    await expect
      .poll(async () => (await editor.messages()).join())
      .toContain("other describes no model: it has neither a known model_type nor known architectures.");
  }));
