import { folderPath } from "../../base/folderPath";
import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { isOn, isSwitchedOn } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const RESUMED = `${EXAMPLE_MODEL}save: checkpoints\ncheckpoint_factor: 1000\nload: checkpoints\nno_save_rng: true\n`;

export default defineRule({
  id: "no-save-rng-resume",
  phase: "resume",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["no_save_rng", "no_load_rng", "load", "save", "finetune"],
  neox: { at: "megatron/checkpointing.py:load_checkpoint", raises: "SystemExit" },
  summary: "A checkpoint without random states is resumed with `no_load_rng` only",
  sources: [
    "megatron/checkpointing.py:197:save_ds_checkpoint",
    "megatron/checkpointing.py:462-477:load_checkpoint",
  ],
  explain: `With \`no_save_rng\` the states of the random generators are not in the checkpoint, and a run that looks
for them ends, with exit status 0 and a message about the optimizer. It is told where \`load\` is
\`save\`, so that the run resumes from its own checkpoints.`,
  bad: RESUMED,
  good: yaml`
    ${RESUMED}
    no_load_rng: true
  `,
  message: (launch) =>
    isSwitchedOn(launch, "no_save_rng") &&
    isOn(launch, "no_load_rng") === false &&
    isOn(launch, "finetune") === false &&
    loadsWhatItSaves(launch)
      ? t("A checkpoint saved with no_save_rng does not resume: NeoX looks for random states in it and ends.")
      : undefined,
  fixes: () => [setValue("no_load_rng", true)],
});

function loadsWhatItSaves(launch: Launch): boolean {
  const [load, save] = ["load", "save"].map((key) => launch.named(key));
  return typeof load === "string" && typeof save === "string" && folderPath(load) === folderPath(save);
}
