import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { parentFolder } from "../../launch/namedFiles";
import { AT_MAIN } from "../../launch/windows";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";
import { GENERATE } from "./textGeneration";

const WRITES = yaml`
  ${GENERATE}
  sample_output_file: samples/text.jsonl
`;

export default defineRule({
  id: "output-folder-missing",
  phase: "generate",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["sample_output_file"],
  neox: {
    at: "megatron/text_generation_utils.py:generate_samples_unconditional",
    raises: "FileNotFoundError",
  },
  onlyIn: "generation",
  summary: "The folder of `sample_output_file` must be there",
  sources: [
    "megatron/text_generation_utils.py:640:generate_samples_input_from_file",
    "megatron/text_generation_utils.py:706:generate_samples_unconditional",
  ],
  explain: "NeoX opens the file when all the text is made, makes no folder for it, and the text is lost.",
  bad: {
    files: { "model.yml": WRITES },
    loads: { said: "no folder samples", facts: () => without("samples") },
  },
  good: { files: { "model.yml": WRITES }, loads: { said: "a folder samples", facts: () => without() } },
  isCertain: (launch) => launch.isFolderNamed,
  message: (launch) => {
    const file = launch.get("sample_output_file");
    const folder = typeof file === "string" ? parentFolder(file) : undefined;
    if (folder === undefined || launch.loads.missingFolders?.has(folder) !== true) return undefined;
    return WRITING.has(scalarText(launch.get("text_gen_type")))
      ? t("There is no folder {0}: NeoX stops when all the text is made, and writes none of it.", folder)
      : undefined;
  },
});

/** The kinds of text that are written to a file. */
const WRITING: ReadonlySet<string> = new Set(["unconditional", "input-file"]);

function without(...folders: readonly string[]): Launch["loads"] {
  return { datasets: new Map(), missingFolders: new Set(folders) };
}
