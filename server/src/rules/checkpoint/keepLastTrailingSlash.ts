import { folderPath } from "../../base/folderPath";
import { t } from "../../base/l10n";
import { isAskedFor } from "../../model/asked";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "keep-last-trailing-slash",
  phase: "save",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["save", "keep_last_n_checkpoints"],
  neox: { at: "megatron/checkpointing.py:delete_old_checkpoints" },
  summary: "Old checkpoints are kept when `save` is absolute and ends in a slash",
  sources: ["megatron/checkpointing.py:161:delete_old_checkpoints"],
  explain: `NeoX strips the slash from both ends, and looks for old checkpoints under a relative path.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    save: /data/run/
    checkpoint_factor: 1000
    keep_last_n_checkpoints: 2
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    save: /data/run
    checkpoint_factor: 1000
    keep_last_n_checkpoints: 2
  `,
  message: (launch) => {
    const save = launch.get("save");
    return typeof save === "string" && /^\/.*\/$/.test(save) && isAskedFor(launch, "keep_last_n_checkpoints")
      ? t("Old checkpoints are not found, and stay: save begins and ends with a slash.")
      : undefined;
  },
  fixes: (launch) => [setValue("save", folderPath(scalarText(launch.get("save"))))],
});
