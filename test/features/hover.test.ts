import { expect, test } from "vitest";
import { MarkupContent } from "vscode-languageserver-types";
import { english } from "../../server/src/arguments/documentation";
import { check } from "../../server/src/features/check";
import { hoverAt } from "../../server/src/features/hover";
import { linesOf } from "../../server/src/features/ranges";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";

/** The hover over the `|` of a text. */
function hover(marked: string): string | undefined {
  const offset = marked.indexOf("|");
  const file = { path: "a.yml", document: readYaml(marked.replace("|", "")) };
  const { launch } = check({ files: [file], target: MAIN_TARGET });
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
