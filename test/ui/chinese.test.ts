import { afterAll, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

let workbench: Workbench;
beforeAll(async () => {
  workbench = await Workbench.start({ language: "zh-cn" });
});
afterAll(() => workbench?.stop());

test("finding, fixes, status, commands and the page of a rule are in Chinese", () =>
  workbench.withExample("13B-gqa.yml", { "neoxConfig.target": "2024-10-31" }, async (editor) => {
    const { page } = editor;
    const before = editor.onDisk();
    await editor.squiggle("error").first().waitFor({ state: "attached" });
    await expect
      .poll(() => editor.languageStatus())
      .toBe(
        "Editor Language Status: 启动：单独的 13B-gqa.yml, next: NeoX：2024-10-31, 已知从 v2.0 到 2026-05-19, next: NeoX Config：正在运行, next: GPU：未知",
      );
    await editor.goTo("8\nseq_length");
    expect(await editor.hover("kv-heads-reshape")).toContain(
      "每个查询头需要投影中的 128 × (1 + 2 × 8 / 40) = 179.2，代码取 179，而 40 × 179 ≠ 7168。",
    );
    const fixes = await editor.quickFixes();
    expect(fixes.slice(0, 1)).toEqual(["num_kv_heads: 10 → head_dim 128，每组 4 个查询头"]);
    expect(fixes).toContain("解释 kv-heads-reshape");
    await page.keyboard.press("Enter");
    await editor.save();
    expect(editor.onDisk()).toBe(before.replace("num_kv_heads: 8", "num_kv_heads: 10"));

    await editor.runCommand("NeoX Config: 解释此参数");
    const preview = page.frameLocator("iframe.webview").frameLocator("iframe");
    await preview.getByText("键/值头的数量：未设置或等于", { exact: false }).first().waitFor();
    const rule = "在 96c242eb (2024-11-13)之前，分组的头必须能经受住切成相等部分的 reshape（issue #1314）";
    await preview.getByText(rule).first().waitFor();

    await editor.runCommand("NeoX Config: 检查所有配置");
    await page.getByText("已检查配置：2 个。错误：1 个，警告：0 个。").first().waitFor();
  }));

test("the walkthrough is in Chinese", () =>
  workbench.withExample("13B-gqa.yml", {}, async (editor) => {
    await editor.squiggle("warning").first().waitFor({ state: "attached" });
    await editor.runQuestion("Welcome: Open Walkthrough");
    await editor.page.keyboard.type("GPT-NeoX 配置入门");
    await editor.page.keyboard.press("Enter");
    const steps = editor.page.locator(".getting-started-step .step-title");
    await steps.first().waitFor();
    expect(await steps.allInnerTexts()).toEqual([
      "打开一个配置",
      "查看问题并修复",
      "指明运行它的 GPT-NeoX 版本",
      "查看 NeoX 实际使用的值",
      "查看模型的需求",
      "检查整个工作区",
    ]);
  }));
