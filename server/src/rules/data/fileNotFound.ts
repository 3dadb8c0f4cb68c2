import { t } from "../../base/l10n";
import { absentNamedFiles } from "../../launch/namedFiles";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";

const VOCABULARY = `${EXAMPLE_MODEL}vocab_file: data/gpt2-vocab.json\nmerge_file: data/gpt2-merges.txt\n`;

/** Told by rules of their own, for something else follows. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(["hostfile", "iteration"]);

export default defineRule({
  id: "file-not-found",
  phase: "data",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["vocab_file", "merge_file", "sample_input_file", "data_path"],
  neox: { at: "megatron/tokenizer/tokenizer.py:build_tokenizer", raises: "FileNotFoundError" },
  summary: "A file that the config names is not in its folder",
  explain: `Told of vocabulary, merges, prompts, a checkpoint to begin with and data (NeoX adds \`.bin\` and \`.idx\` to \`data_path\`,
\`megatron/data/indexed_dataset.py:63\`), when the folder exists here and the file in it does not. Relative paths start
where the run is launched. Addresses, templates, bare names and paths of other machines are left alone.`,
  bad: { files: { "model.yml": VOCABULARY }, absentFiles: ["data/gpt2-merges.txt"] },
  good: { files: { "model.yml": VOCABULARY }, absentFiles: [] },
  check(launch, report) {
    for (const { key, path } of absentNamedFiles(launch)) {
      // Whoever looked at the data tells more of it.
      if (TOLD_ELSEWHERE.has(key) || launch.loads.datasets.has(path.replace(/\.(?:bin|idx)$/, ""))) continue;
      report({ at: key, keys: [key], message: t("{0} is not there, though its folder is.", path) });
    }
  },
});
