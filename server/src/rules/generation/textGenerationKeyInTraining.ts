import { t } from "../../base/l10n";
import { isAskedFor } from "../../model/asked";
import { isTraining } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

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

export default defineRule({
  id: "text-generation-key-in-training",
  phase: "generate",
  outcome: "ignored",
  evidence: "ran",
  idle: SAMPLING,
  neox: { at: "generate.py:main" },
  summary: "Keys of text generation in a config for training",
  sources: ["generate.py:52:main"],
  explain: "Only `generate.py` reads them.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    train_iters: 1000
    top_p: 0.9
  `,
  good: yaml`
    ${GENERATE}
    top_p: 0.9
  `,
  asked: (launch, key) => isAskedFor(launch, key) && isTraining(launch),
  message: (_launch, key) => t("{0} has no effect on training: only generate.py reads it.", key),
});
