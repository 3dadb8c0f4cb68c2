import { t } from "../../base/l10n";
import { isSurelyNull } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const SCHEDULE = [
  "checkpoint_factor",
  "extra_save_iters",
  "keep_last_n_checkpoints",
  "s3_path",
  "checkpoint_scale",
];

export default defineRule({
  id: "checkpoint-keys-without-save",
  phase: "train",
  outcome: "ignored",
  evidence: "ran",
  keys: [...SCHEDULE, "save"],
  idle: SCHEDULE,
  neox: { at: "megatron/training.py:train" },
  summary: "Keys of checkpoints without `save`",
  sources: ["megatron/training.py:1527:train", "megatron/training.py:329:pretrain"],
  explain: "Without `save` nothing is written.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    checkpoint_factor: 1000
    save: null
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    checkpoint_factor: 1000
    save: checkpoints
  `,
  message: (launch, key) =>
    isSurelyNull(launch, "save") ? t("{0} has no effect: save is not set.", key) : undefined,
});
