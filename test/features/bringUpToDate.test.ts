import { expect, test } from "vitest";
import { bringUpToDate } from "../../server/src/features/bringUpToDate";
import { applied, type Sample, sample } from "./sample";

const MODEL = "hidden_size: 512\nnum_layers: 12\nnum_attention_heads: 8\n";

function editOf({ file, result }: Sample) {
  return bringUpToDate(file, result.findings, () => 7);
}

test("what is out of date changes, each part to be confirmed with its reason", () => {
  const before = sample(
    `${MODEL}save-interval: 1000 # kept\nzero_optimization: { stage: 1, cpu_offload: true }\nhidden_dropout: "0.1"\n`,
  );
  const edit = editOf(before);
  expect(applied(before, edit)).toBe(
    `${MODEL}checkpoint-factor: 1000 # kept\nzero_optimization: { stage: 1, offload_optimizer: { "device": "cpu" } }\nhidden_dropout: "0.1"\n`,
  );
  expect(edit?.changeAnnotations).toEqual({
    1: {
      label: "Rename save-interval to checkpoint_factor",
      description: before.result.findings.find(({ rule }) => rule === "removed-argument")?.message,
      needsConfirmation: true,
    },
    2: {
      label: "Replace cpu_offload by offload_optimizer",
      description: "zero_optimization.cpu_offload is deprecated: DeepSpeed calls it offload_optimizer now.",
      needsConfirmation: true,
    },
  });
});

test("a config with nothing out of date has no edit", () => {
  expect(editOf(sample(`${MODEL}hidden_dropout: "0.1"\n`))).toBeUndefined();
});
