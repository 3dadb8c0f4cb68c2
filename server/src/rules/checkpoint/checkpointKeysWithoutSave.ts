import { t } from "../../base/l10n";
import { isSurelyNull } from "../../model/certainty";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineIgnoredKeys } from "../kit/ignoredKeys";

const SCHEDULE = [
  "checkpoint_factor",
  "extra_save_iters",
  "keep_last_n_checkpoints",
  "s3_path",
  "checkpoint_scale",
];

export default defineIgnoredKeys({
  id: "checkpoint-keys-without-save",
  phase: "train",
  keys: [...SCHEDULE, "save"],
  idle: SCHEDULE,
  neox: { at: "megatron/training.py:train" },
  summary: "Keys of checkpoints without `save`",
  explain: "Without `save` nothing is written (`megatron/training.py:1527`, `:329`).",
  bad: `${EXAMPLE_MODEL}checkpoint_factor: 1000\nsave: null\n`,
  good: `${EXAMPLE_MODEL}checkpoint_factor: 1000\nsave: checkpoints\n`,
  because: (launch, key) =>
    isSurelyNull(launch, "save") ? t("{0} has no effect: save is not set.", key) : undefined,
});
