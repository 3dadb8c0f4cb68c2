import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isSwitchedOn } from "../../model/asked";
import { vocabularyOf } from "../../model/parameters/vocabulary";
import { isInference } from "../../model/run/isTraining";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const CHARACTERS = yaml`
  ${EXAMPLE_MODEL}
  tokenizer_type: CharLevelTokenizer
  save: checkpoints
`;

export default defineRule({
  id: "checkpoint-validation-vocabulary",
  phase: "save",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["checkpoint_validation_with_forward_pass", "seq_length", "save"],
  neox: { at: "megatron/mpu/layers.py:forward", raises: "IndexError" },
  summary: "The check of a checkpoint needs a vocabulary as large as `seq_length`",
  sources: [
    "megatron/checkpointing.py:75-79:do_forward_pass",
    "megatron/checkpointing.py:205:save_ds_checkpoint",
  ],
  explain: `Before it saves, NeoX gives the model the token numbers from 0 to \`seq_length\`. Where the vocabulary has fewer
rows the embedding has none for the last of them: "index out of range", on a GPU a "device-side assert". Nothing was
saved by then.`,
  bad: yaml`
    ${CHARACTERS}
    checkpoint_validation_with_forward_pass: true
  `,
  good: yaml`
    ${CHARACTERS}
    checkpoint_validation_with_forward_pass: false
  `,
  message: (launch) => {
    const rows = vocabularyOf(launch)?.paddedSize;
    const seqLength = positiveInt(launch, "seq_length");
    if (!isSwitchedOn(launch, "checkpoint_validation_with_forward_pass") || isInference(launch))
      return undefined;
    if ((launch.get("save") ?? null) === null || rows === undefined || seqLength === undefined)
      return undefined;
    // Sharded over ranks the embedding takes such a token for one of another rank.
    if (seqLength <= rows || launch.int("model_parallel_size") !== 1) return undefined;
    return t(
      "The first save stops: its check feeds the tokens 0 to {0}, and the vocabulary has {1} rows.",
      seqLength - 1,
      rows,
    );
  },
  fixes: () => [setValue("checkpoint_validation_with_forward_pass", false)],
});
