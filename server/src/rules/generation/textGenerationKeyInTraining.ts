import { t } from "../../base/l10n";
import { isAskedFor } from "../../model/asked";
import { isTraining } from "../../model/run/isTraining";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineIgnoredKeys } from "../kit/ignoredKeys";
import { GENERATE } from "./textGeneration";

const SAMPLING = [
  "temperature",
  "top_k",
  "top_p",
  "maximum_tokens",
  "num_samples",
  "prompt_end",
  "return_logits",
  "sample_output_file",
] as const;

export default defineIgnoredKeys({
  id: "text-generation-key-in-training",
  phase: "generate",
  keys: SAMPLING,
  neox: { at: "generate.py:main" },
  summary: "Keys of text generation in a config for training",
  explain: "Only `generate.py` reads them (`generate.py:52`).",
  bad: `${EXAMPLE_MODEL}train_iters: 1000\ntop_p: 0.9\n`,
  good: `${GENERATE}top_p: 0.9\n`,
  asked: (launch, key) => isAskedFor(launch, key) && isTraining(launch),
  because: (_launch, key) => t("{0} has no effect on training: only generate.py reads it.", key),
});
