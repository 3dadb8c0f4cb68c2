import { expect, test } from "vitest";
import { exampleCheckpoint, RESUMED_MODEL } from "../../../server/src/rules/kit/exampleCheckpoint";
import { checkExample } from "../example";

/** What is told of a launch whose checkpoint was trained on one data set. */
function told(lines: string): readonly string[] {
  const saved = `${RESUMED_MODEL}train_data_paths: [d/x]\n`;
  const configs = new Map([["model.yml", saved]]);
  const loads = { said: "a checkpoint", facts: () => exampleCheckpoint({ configs }) };
  const files = { "model.yml": RESUMED_MODEL + lines };
  const { findings } = checkExample({ files, loads, neox: "main" });
  return findings.filter(({ rule }) => rule === "load-other-course").map(({ message }) => message);
}

test("data in another folder are the same data", () => {
  expect(told("train_data_paths: [e/x]\n")).toEqual([]);
  expect(told("train_data_paths: [d/y]\n")).not.toEqual([]);
});

test("a list of data that holds itself is another one", () => {
  expect(told("train_data_paths: &c [d/x, *c]\n")).not.toEqual([]);
});
