import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { SAVE } from "./saving";

export default defineRule({
  id: "keep-last-zero",
  phase: "save",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["keep_last_n_checkpoints"],
  neox: { at: "megatron/checkpointing.py:delete_old_checkpoints" },
  summary: "`keep_last_n_checkpoints: 0` deletes every checkpoint",
  sources: [
    "megatron/checkpointing.py:170:delete_old_checkpoints",
    "megatron/checkpointing.py:369:save_checkpoint",
  ],
  explain: `All but the last n are deleted after each save, with 0 the one just written too. Leave the key out to keep
all.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    ${SAVE}
    checkpoint_factor: 1000
    keep_last_n_checkpoints: 0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${SAVE}
    checkpoint_factor: 1000
    keep_last_n_checkpoints: 1
  `,
  message: (launch) => {
    const kept = launch.int("keep_last_n_checkpoints");
    return kept !== undefined && kept <= 0
      ? t("keep_last_n_checkpoints {0} deletes every checkpoint, also the one just written.", kept)
      : undefined;
  },
  fixes: () => [
    {
      title: t("Remove {0}: every checkpoint is kept", "keep_last_n_checkpoints"),
      preferred: true,
      remove: ["keep_last_n_checkpoints"],
    },
    setValue("keep_last_n_checkpoints", 1n, false),
  ],
});
