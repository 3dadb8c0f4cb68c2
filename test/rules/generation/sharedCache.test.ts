import { expect, test } from "vitest";
import { EXAMPLE_MODEL } from "../../../server/src/rules/kit/exampleModel";
import { checkExample } from "../example";

const FROM_FILE = `${EXAMPLE_MODEL}text_gen_type: input-file\nsample_input_file: prompts.txt\npipe_parallel_size: 0\n`;

function severities(id: string, text: string, prompts: readonly string[] = []): readonly string[] {
  const facts = () => ({
    datasets: new Map(),
    prompts: { request: { file: "prompts.txt", end: "\n" }, found: prompts },
  });
  const example = { files: { "model.yml": text }, neox: "main", launched: true, loads: { said: "", facts } };
  return checkExample(example)
    .findings.filter(({ rule }) => rule === id)
    .map(({ severity }) => severity);
}

// Each was run at main.
test.each([
  ["two of several words", FROM_FILE, ["the river runs", "old bridge near"], ["error"]],
  ["one", FROM_FILE, ["the river runs"], []],
  ["a second that may be one token", FROM_FILE, ["the river runs", "old"], ["warning"]],
  ["nothing is kept", `${FROM_FILE}recompute: true\n`, ["the river runs", "old bridge near"], []],
])("prompts: %s", (_name, text, prompts, expected) => {
  expect(severities("prompts-share-cache", text, prompts)).toEqual(expected);
});

test.each([
  ["several go on from each other", "num_samples: 2", ["warning"]],
  ["one has the cache for itself", "num_samples: 1", []],
  ["nothing is kept", "num_samples: 2\nrecompute: true", []],
])("samples: %s", (_name, lines, expected) => {
  const text = `${EXAMPLE_MODEL}text_gen_type: unconditional\n${lines}\n`;
  expect(severities("samples-share-cache", text)).toEqual(expected);
});
