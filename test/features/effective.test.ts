import { expect, test } from "vitest";
import { effectiveText, effectiveValues } from "../../server/src/features/effective";
import { launchOf } from "../model/launchOf";

const linesOf = (text: string) => effectiveText(effectiveValues(launchOf(text))).split("\n");

test("the effective config has the values to train with, and not the texts of the files", () => {
  const lines = linesOf("hidden_size: 128\nnum_attention_heads: 8\nnum_layers: 2\n");
  const lineOf = (name: string) => lines.filter((line) => line.startsWith(`${name}:`));
  expect(lineOf("hidden_size")).toEqual(["hidden_size: 128  # config.yml:1"]);
  expect(lineOf("weight_decay")).toEqual(["weight_decay: 0.1  # default"]);
  expect(lineOf("config_files")).toEqual([]);
});

test("of a part of a launch it has what this part says, and nothing that is up to the other files", () => {
  expect(linesOf("train_iters: 10\nlog_dir: logs\n")).toEqual([
    "log_dir: logs  # config.yml:2",
    "train_iters: 10  # config.yml:1",
    "",
  ]);
});
