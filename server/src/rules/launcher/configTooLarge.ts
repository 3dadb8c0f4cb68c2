import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { since } from "../../launch/windows";
import type { YamlDocument } from "../../yaml/tree";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

/** Bytes of one argument of a command on Linux, its end included (MAX_ARG_STRLEN). */
const LONGEST_ARGUMENT = 131_072;

export default defineRule({
  id: "config-too-large",
  phase: "launcher",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [],
  holds: since("23ad392f"),
  neox: { at: "deepy.py:main", raises: "OSError" },
  summary: "The texts of all configs must fit into one argument of a command",
  sources: ["megatron/neox_arguments/arguments.py:631-639:get_deepspeed_main_args"],
  explain: `NeoX hands its workers all arguments together with the whole text of every config, comments included, in
base64 on the command line. Linux takes 128 KiB for one argument, which is about 96 KB of text; more is \`OSError:
Argument list too long\`. Every character outside of ASCII counts six times. Seen by running NeoX's own
\`get_deepspeed_main_args\`, and a command with its result.`,
  bad: {
    files: { "model.yml": `${EXAMPLE_MODEL}${"# A comment that is told again.\n".repeat(3200)}` },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        # A comment that is told once.
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const [largest] = [...launch.files].sort((a, b) => b.document.text.length - a.document.text.length);
    const bytes = isSurelyShort(launch) ? 0 : encodedBytes(launch);
    if (largest === undefined || bytes < LONGEST_ARGUMENT) return;
    report({
      at: { file: largest, span: { start: 0, end: 0 } },
      message: t(
        "The configs take {0} KiB on the workers' command line, and Linux allows 128: shorten comments and values.",
        Math.floor(bytes / 1024),
      ),
    });
  },
});

/** The least that the texts take as JSON in base64; the arguments themselves come on top. */
function encodedBytes({ files }: Launch): number {
  const json = files.reduce((sum, { document }) => sum + jsonBytes(document), 0);
  return Math.ceil(json / 3) * 4;
}

/** Six bytes in JSON, which are eight in base64. */
const MOST_BYTES_OF_A_CHARACTER = 8;

/** Whether there is no need to look at the characters; a pair of quotes counts as one more. */
function isSurelyShort({ files }: Launch): boolean {
  const characters = files.reduce((sum, { document }) => sum + document.text.length + 1, 0);
  return characters * MOST_BYTES_OF_A_CHARACTER < LONGEST_ARGUMENT;
}

/** Of texts that were counted: launches with other values share them. */
const knownBytes = new WeakMap<YamlDocument, number>();

/** Bytes as Python's `json.dumps` writes a text: every character outside of ASCII as `\uXXXX`. */
function jsonBytes(document: YamlDocument): number {
  const known = knownBytes.get(document);
  if (known !== undefined) return known;
  const json = JSON.stringify(document.text);
  let bytes = json.length;
  for (let at = 0; at < json.length; at++) if (json.charCodeAt(at) > 0x7f) bytes += 5;
  knownBytes.set(document, bytes);
  return bytes;
}
