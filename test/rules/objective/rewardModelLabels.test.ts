import { expect, test } from "vitest";
import { check } from "../../../server/src/features/check";
import { MAIN_TARGET } from "../../../server/src/launch/target";
import { exampleReplyLabels } from "../../../server/src/rules/kit/exampleData";
import rule from "../../../server/src/rules/objective/rewardModelLabels";
import { readYaml } from "../../../server/src/yaml/read";
import { filesOf } from "../example";

const TEXT = filesOf(rule.bad)["model.yml"] ?? "";
const BOTH = ["data/pos_label", "data/neg_label"];

test.each([
  ["labels of whole replies", TEXT, BOTH, 12, ["error"]],
  ["the second label at the end of the sequence", TEXT, BOTH, 2048, ["error"]],
  ["the second label behind the sequence, which is cut", TEXT, BOTH, 2049, []],
  ["one label for each reply", TEXT, BOTH, undefined, []],
  ["only one of the two was looked at", TEXT, BOTH.slice(1), 12, ["warning"]],
  ["a tied head gives no rewards", TEXT.replace("tying: true", "tying: false"), BOTH, 12, []],
  ["a micro batch of one has another fault", TEXT.replace("per_gpu: 4", "per_gpu: 1"), BOTH, 12, []],
  ["another objective", TEXT.replace("train_impl: rm", "train_impl: dpo"), BOTH, 12, []],
])("%s", (_name, text, names, secondKept, expected) => {
  const { findings } = check({
    files: [{ path: "model.yml", document: readYaml(text) }],
    target: MAIN_TARGET,
    scope: "launch",
    gpus: 1,
    loads: exampleReplyLabels(names, secondKept),
  });
  expect(findings.filter((it) => it.rule === rule.id).map(({ severity }) => severity)).toEqual(expected);
});
