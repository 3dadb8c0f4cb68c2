import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import type { NeoxFailure, Phase } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { absentNamedFiles, isBare, withoutIndexSuffix } from "../../launch/namedFiles";
import { AT_MAIN } from "../../launch/windows";
import { isGeneration, isInference } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";

const VOCABULARY = `${EXAMPLE_MODEL}vocab_file: data/gpt2-vocab.json\nmerge_file: data/gpt2-merges.txt\n`;

/** Told by rules of their own, for something else follows. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(["hostfile", "iteration"]);

/** What is not opened with the tokenizer and the data. */
const ELSEWHERE: Readonly<Record<string, { readonly phase: Phase; readonly neox: NeoxFailure }>> = {
  sample_input_file: {
    phase: "generate",
    neox: {
      at: "megatron/text_generation_utils.py:generate_samples_input_from_file",
      raises: "FileNotFoundError",
    },
  },
  base_shapes_file: {
    phase: "model",
    neox: { at: "megatron/training.py:get_model", raises: "FileNotFoundError" },
  },
};

export default defineRule({
  id: "file-not-found",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["vocab_file", "merge_file", "sample_input_file", "base_shapes_file", "data_path"],
  neox: { at: "megatron/tokenizer/tokenizer.py:build_tokenizer", raises: "FileNotFoundError" },
  summary: "A file that the config names is not in its folder",
  explain: `Told of vocabulary, merges, prompts, muP's base shapes, a checkpoint to begin with and data (NeoX adds \`.bin\` and \`.idx\` to \`data_path\`,
\`megatron/data/indexed_dataset.py:63\`), when the folder exists here and the file in it does not. Relative paths start
where the run is launched. Addresses, templates, bare names and paths of other machines are left alone.`,
  bad: { files: { "model.yml": VOCABULARY }, absentFiles: ["data/gpt2-merges.txt"] },
  good: { files: { "model.yml": VOCABULARY }, absentFiles: [] },
  check(launch, report) {
    for (const { key, path } of absentNamedFiles(launch)) {
      // Whoever looked at the data tells more of it.
      if (TOLD_ELSEWHERE.has(key) || launch.loads.datasets.has(withoutIndexSuffix(path))) continue;
      // A bare name says nothing of a folder, so the one of the launch must be known.
      if (isBare(path) && !launch.isFolderNamed) continue;
      if (key === "sample_input_file" && !readsPrompts(launch)) continue;
      report({
        at: key,
        keys: [key],
        ...ownValue(ELSEWHERE, key),
        ...(!isCertain(launch, key) && { severity: "warning" }),
        message: t("{0} is not there, though its folder is.", path),
      });
    }
  },
});

/** Labels that are not there are left out, and a checkpoint that is not there lets training begin anew. */
function isCertain(launch: Launch, key: string): boolean {
  return launch.isFolderNamed && key !== "load" && !key.includes("label") && !isInferenceOnly(launch, key);
}

function readsPrompts(launch: Launch): boolean {
  return isGeneration(launch) && launch.get("text_gen_type") === "input-file";
}

/** Text generation opens no data. */
function isInferenceOnly(launch: Launch, key: string): boolean {
  return isInference(launch) && key.includes("data_path");
}
