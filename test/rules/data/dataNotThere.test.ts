import { expect, test } from "vitest";
import { EXAMPLE_DATA } from "../../../server/src/rules/kit/exampleData";
import { applyEdits } from "../../../server/src/yaml/edit";
import { checkExample } from "../example";

/** What each fix makes of `data_path`, a preferred one marked. */
function mended(path: string, others: readonly string[]): readonly string[] {
  const text = EXAMPLE_DATA.replace("data/enwik8_text_document", path);
  const absent = { prefix: path, hasIndex: false, hasData: false, dataBytes: 0, others };
  const loads = { said: "", facts: () => ({ datasets: new Map([[path, absent]]) }) };
  const { findings } = checkExample({ files: { "model.yml": text }, loads });
  const [found, ...more] = findings.filter(({ rule }) => rule === "data-not-there");
  expect(more).toEqual([]);
  return (found?.fixes() ?? []).map(({ edits, preferred }) => {
    const [, written] = /^data_path: (.*)$/m.exec(applyEdits(text, edits)) ?? [];
    return `${written}${preferred ? ", preferred" : ""}`;
  });
}

test.each([
  ["data/pile", ["data/pile_text_document"], ["data/pile_text_document, preferred"]],
  ["data/pile", ["data/pile_text_sentence"], ["data/pile_text_sentence, preferred"]],
  ["data/pile.idx", ["data/pile"], ["data/pile, preferred"]],
  ["data/pile", ["data/pile_test"], ["data/pile_test"]],
  ["data/pile_val", ["data/pile_valid"], ["data/pile_valid"]],
  ["data/pile.jsonl", ["data/pile"], ["data/pile"]],
  ["data/pile", ["data/pile_test_text_document"], ["data/pile_test_text_document"]],
  [
    "data/pile",
    ["data/pile_test", "data/pile_train", "data/pile_valid"],
    ["data/pile_test", "data/pile_train", "data/pile_valid"],
  ],
  [
    "data/pile",
    ["data/pile_test_text_document", "data/pile_text_document"],
    ["data/pile_text_document, preferred", "data/pile_test_text_document"],
  ],
  [
    "data/pile",
    ["data/pile_text_document", "data/pile_text_sentence"],
    ["data/pile_text_document", "data/pile_text_sentence"],
  ],
  [
    "data/pile",
    [1, 2, 3, 4, 5, 6].map((part) => `data/pile${part}`),
    [1, 2, 3, 4, 5].map((part) => `data/pile${part}`),
  ],
])("%s where %j are there: %j", (path, others, expected) => expect(mended(path, others)).toEqual(expected));
