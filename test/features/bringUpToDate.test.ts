import { expect, test } from "vitest";
import { CreateFile } from "vscode-languageserver-types";
import { bringUpToDate } from "../../server/src/features/bringUpToDate";
import { applied, type Sample, sample, textAt, textEditsOf } from "./sample";

const MODEL = "hidden_size: 512\nnum_layers: 12\nnum_attention_heads: 8\n";

function editOf({ file, result }: Sample) {
  return bringUpToDate(file, result.findings, () => 7);
}

function messagesOf({ result }: Sample): string[] {
  return result.findings
    .filter(({ rule }) => rule === "removed-argument" || rule === "deprecated-nested-key")
    .map(({ message }) => message);
}

/** What each row of a preview replaces, by what. */
function rowsOf(before: Sample) {
  return textEditsOf(editOf(before)).map(({ range, newText }) => [textAt(before, range), newText]);
}

test("each part that is out of date is one row of the preview, ticked at first, with its reason", () => {
  const before = sample(
    `${MODEL}save-interval: 1000 # kept\nzero_optimization: { stage: 1, cpu_offload: true }\nhidden_dropout: "0.1"\n`,
  );
  const edit = editOf(before);
  expect(applied(before, edit)).toBe(
    `${MODEL}checkpoint-factor: 1000 # kept\nzero_optimization: { stage: 1, offload_optimizer: { "device": "cpu" } }\nhidden_dropout: "0.1"\n`,
  );
  expect(rowsOf(before)).toEqual([
    ["save-interval", "checkpoint-factor"],
    ["cpu_offload: true", 'offload_optimizer: { "device": "cpu" }'],
  ]);
  const [renamed, replaced] = messagesOf(before);
  expect(edit?.changeAnnotations).toEqual({
    preview: { label: "Look at the changes first", needsConfirmation: true },
    1: { label: "Rename save-interval to checkpoint_factor", description: renamed },
    2: { label: "Replace cpu_offload by offload_optimizer", description: replaced },
  });
  expect(edit?.documentChanges?.filter(CreateFile.is)).toEqual([
    {
      kind: "create",
      uri: "file:///none/config.yml",
      options: { ignoreIfExists: true },
      annotationId: "preview",
    },
  ]);
});

test("a text without a file is confirmed part by part", () => {
  const before = sample(`${MODEL}save-interval: 1000\n`, "main", "untitled:Untitled-1");
  const edit = editOf(before);
  const [description] = messagesOf(before);
  expect(edit?.changeAnnotations).toEqual({
    1: {
      label: "Rename save-interval to checkpoint_factor",
      description,
      needsConfirmation: true,
    },
  });
  expect(edit?.documentChanges?.filter(CreateFile.is)).toEqual([]);
});

test("what takes the place of one key stays together", () => {
  const before = sample(`${MODEL}mlp-type: llama # gated\nhidden_dropout: 0.1\n`);
  expect(rowsOf(before)).toEqual([
    [
      "mlp-type: llama # gated",
      "activation: swiglu # gated\nuse-bias-in-mlp: false\nintermediate-size: 4608",
    ],
  ]);
});

test.each([
  [
    "on one line",
    '{ "hidden_size": 512, "num_attention_heads": 8, "mlp_type": "llama", "seed": 1 }\n',
    '"activation": "swiglu", "use_bias_in_mlp": false, "intermediate_size": 4608',
  ],
  [
    "on lines of its own",
    '{\n  "hidden_size": 512,\n  "num_attention_heads": 8,\n  "mlp_type": "llama", # gated\n  "seed": 1,\n}\n',
    '"activation": "swiglu", # gated\n  "use_bias_in_mlp": false,\n  "intermediate_size": 4608,',
  ],
  [
    "merged in",
    "base: &base\n  mlp_type: llama\n<<: *base\nhidden_size: 512\nnum_attention_heads: 8\n",
    "activation: swiglu\n<<: *base\nhidden_size: 512\nnum_attention_heads: 8\nuse_bias_in_mlp: false\nintermediate_size: 4608",
  ],
])("it is the same in flow style and in merged mappings: %s", (_, text, expected) =>
  expect(rowsOf(sample(text)).map(([, newText]) => newText)).toEqual([expected]),
);

test("parts that lie in each other are one row, which says both", () => {
  const before = sample(
    `${MODEL}intermediate_size: 1408\nsave_interval: 1000\nmlp_type: llama\nactivation: silu\n`,
  );
  const edit = editOf(before);
  expect(rowsOf(before)).toEqual([
    [
      "1408\nsave_interval: 1000\nmlp_type: llama\nactivation: silu",
      "4224\ncheckpoint_factor: 1000\nuse_bias_in_mlp: false\nactivation: swiglu",
    ],
  ]);
  expect(edit?.changeAnnotations).toEqual({
    preview: { label: "Look at the changes first", needsConfirmation: true },
    1: {
      label:
        "Replace mlp_type by activation, use_bias_in_mlp, intermediate_size; Rename save_interval to checkpoint_factor",
      description: messagesOf(before).toReversed().join("\n"),
    },
  });
});

test("a config with nothing out of date has no edit", () => {
  expect(editOf(sample(`${MODEL}hidden_dropout: "0.1"\n`))).toBeUndefined();
});
