import { expect, it } from "vitest";
import { installedPackages } from "../../server/src/packages/installed";
import { neededPackages } from "../../server/src/packages/needed";
import { isAsked } from "../../server/src/packages/versions";
import { launchOf } from "../model/launchOf";
import { MemoryDisk } from "./memoryDisk";

it("a launch needs what its keys ask for", () => {
  const names = (text: string) => neededPackages(launchOf(text, { scope: "launch" })).map(({ name }) => name);
  const usual = ["torch", "deepspeed", "numpy", "tokenizers", "transformers", "sentencepiece"];
  expect(names("num_layers: 2\n").sort()).toEqual([...usual].sort());
  const more = `num_layers: 2\nattention_config: [[["flash"], 2]]\nuse_wandb: true\nmoe_num_experts: 4\n`;
  expect(names(more).sort()).toEqual([...usual, "flash-attn", "megablocks", "wandb"].sort());
});

it.each(["file:///venv", "file:///venv/bin/python", "file:///venv/lib/python3.11/site-packages"])(
  "%s has the packages of its dist-info folders",
  async (python) => {
    const disk = new MemoryDisk();
    for (const name of ["flash_attn-2.5.6.dist-info", "torch-2.5.1+cu124.dist-info", "torch"])
      disk.folders.add(`/venv/lib/python3.11/site-packages/${name}`);
    expect([...((await installedPackages(disk, python)) ?? [])]).toEqual([
      ["flash-attn", "2.5.6"],
      ["torch", "2.5.1+cu124"],
    ]);
  },
);

it("a folder without packages has none", async () => {
  expect(await installedPackages(new MemoryDisk(), "file:///nowhere")).toBeUndefined();
});

it.each([
  ["2.5.6", "==2.5.6", true],
  ["2.5.6+cu118", "==2.5.6", true],
  ["2.6.3", "==2.5.6", false],
  ["1.2.0.post1", ">=1.2.0.post1", true],
  ["0.9", ">=0.12.1", false],
  ["0.12.10", ">=0.12.1", true],
  ["1.26.4", "<2.0", true],
  ["2.0.0", "<2.0", false],
  ["0.4.1", ">=0.4.0,<=0.4.1", true],
  ["0.4.2", ">=0.4.0,<=0.4.1", false],
])("%s for %s: %s", (version, asks, expected) => {
  expect(isAsked(version, asks)).toBe(expected);
});
