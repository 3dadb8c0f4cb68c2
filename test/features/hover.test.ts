import { expect, test } from "vitest";
import { MarkupContent } from "vscode-languageserver-types";
import { english } from "../../server/src/arguments/documentation";
import { check } from "../../server/src/features/check";
import { hoverAt } from "../../server/src/features/hover";
import { linesOf } from "../../server/src/features/ranges";
import { MAIN_TARGET, type Target } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";
import { forkComputing } from "../forkWith";

/** The hover over the `|` of a text. */
function hover(marked: string, target: Target = MAIN_TARGET): string | undefined {
  const offset = marked.indexOf("|");
  const file = { path: "a.yml", document: readYaml(marked.replace("|", "")) };
  const { launch } = check({ files: [file], target });
  const contents = hoverAt(file, launch, linesOf(file.document).positionAt(offset), english)?.contents;
  return MarkupContent.is(contents) ? contents.value : undefined;
}

const ENABLED = `**\`comms_logger.enabled\`**\n\n${english.nested["comms_logger.enabled"]}`;

test.each([
  ["deepspeed_extra_args: { comms_logger: { ena|bled: true } }\n", ENABLED],
  ["comms_logger: { ena|bled: true }\n", ENABLED],
  ["our_|flag: true\n", undefined],
])("%s", (marked, expected) => expect(hover(marked)).toBe(expected));

test("an argument that NeoX has no more says since when", () =>
  expect(hover("mlp_|type: llama\n")?.split("\n\n")).toEqual([
    "**`mlp_type`** · `str` · default `regular`",
    english.arguments.mlp_type,
    "`megatron/neox_arguments/neox_args.py:442` · Since 2023-05-02 (299b68cd). Removed on 2024-09-10 (adbf5d6f).",
  ]));

test("an argument that NeoX has no more comes to nothing, whatever NeoX would make of the others", () => {
  const shape = "hidden_size: 64\nnum_attention_heads: 4\nnum_layers: 2\n";
  expect(hover(`${shape}mlp_|type: llama\n`)).toBe(hover("mlp_|type: llama\n"));
  expect(hover("ga|s: 3\n")?.split("\n\n").at(-1)).toBe(
    "`megatron/neox_arguments/neox_args.py:943` · Since 2021-04-30 (dc44965a). Removed on 2024-02-05 (91c44bc3).",
  );
});

const RUN = `optimizer: {type: Adam, params: {lr: 0.001}}
min_lr: 0.0001
warmup: 0.1
train_iters: 1000
lr_decay_style: cosine
checkpoint_factor: 300
save: checkpoints
`;

test.each(["l|r: 0.001", "min|_lr", "war|mup", "train|_iters"])(
  "over %s stands the learning rate of the whole run, small",
  (marked) => {
    const text = hover(RUN.replace(marked.replace("|", ""), marked));
    expect(text).toContain("- learning rate over 1,000 iterations: ▁▃▅██████▇");
    expect(text).toContain("- 1.00e-5 at iteration 1, 1.00e-3 at iteration 101, 1.00e-4 at iteration 1,000");
    expect(text).toContain("- warm-up until iteration 100, decay until 1,000");
  },
);

test("over checkpoint_factor stands when checkpoints are saved", () => {
  const marked = RUN.replace("checkpoint_factor", "check|point_factor");
  expect(hover(marked)).toContain("- 4 checkpoints, after iterations 300, 600, …, 1,000");
  expect(hover(`${marked}exit_interval: 500\n`)).toContain(
    "- exit_interval ends the run at iteration 500, without a last checkpoint",
  );
  expect(hover(marked.replace("save: checkpoints\n", ""))).toContain("- nothing is saved");
});

test("a default that only running the checkout's code would tell is left out", () => {
  expect(hover("se|ed: 7\n")).toMatch(/^\*\*`seed`\*\* · `int` · default `1234`\n/);
  expect(hover("se|ed: 7\n", forkComputing(["seed"]))).toMatch(/^\*\*`seed`\*\* · `int`\n/);
});
