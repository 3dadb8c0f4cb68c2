import { folderPath } from "../../base/folderPath";
import { t } from "../../base/l10n";
import type { Checkpoint } from "../../checkpoints/checkpoint";
import type { Launch } from "../../launch/launch";
import { isOn } from "../../model/asked";
import { isGeneration } from "../../model/run/isTraining";
import { loadingOf, type NothingToLoad } from "../../resume/loading";
import { defineRule } from "../kit/defineRule";
import { exampleCheckpoint, RESUMED_CHECKPOINT, RESUMED_MODEL } from "../kit/exampleCheckpoint";
import { setValue } from "../kit/simpleFixes";

const NOTHING = { latest: undefined, tag: undefined };

export default defineRule({
  id: "load-from-scratch",
  phase: "resume",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["load", "finetune"],
  neox: { at: "megatron/checkpointing.py:load_checkpoint" },
  summary: "Nothing can be loaded from `load`, and training begins with new weights",
  explain: `Without a file \`latest\` in the folder, DeepSpeed loads nothing (\`deepspeed/runtime/engine.py:load_checkpoint\`),
NeoX prints "Unable to load checkpoint." and trains from iteration 0. \`load\` is the folder above the \`global_step\`
folders. Where \`load\` is \`save\` and nothing was saved yet this is how a training begins, and is not told.`,
  bad: {
    files: { "model.yml": RESUMED_MODEL },
    loads: { said: "a folder without the file latest", facts: () => exampleCheckpoint(NOTHING) },
  },
  good: {
    files: { "model.yml": RESUMED_MODEL },
    loads: { said: RESUMED_CHECKPOINT, facts: exampleCheckpoint },
  },
  check(launch, report) {
    const loading = loadingOf(launch);
    if (loading.outcome !== "from-scratch" || !isWorthTelling(launch, loading.checkpoint)) return;
    const { checkpoint, why } = loading;
    report({
      at: "load",
      message: isGeneration(launch)
        ? t("{0} The text it makes is of random weights.", MESSAGES[why](checkpoint.folder))
        : MESSAGES[why](checkpoint.folder),
      fixes: () => (why === "step-folder" ? [setValue("load", folderAbove(checkpoint.folder))] : []),
    });
  },
});

const MESSAGES: Readonly<Record<NothingToLoad, (folder: string) => string>> = {
  "no-folder": (folder) =>
    t("There is no folder {0}: NeoX loads nothing and begins with new weights.", folder),
  "no-latest": (folder) =>
    t("There is no file latest in {0}: NeoX loads nothing and begins with new weights.", folder),
  "step-folder": (folder) =>
    t(
      "{0} is one step's own folder, without a file latest: NeoX loads nothing and begins with new weights.",
      folder,
    ),
};

/** A training whose checkpoints are to come begins so; and a folder of another machine is no folder here. */
function isWorthTelling(launch: Launch, { folder, isThere, isParentThere, steps }: Checkpoint): boolean {
  if (!isThere && (!isParentThere || (launch.scope !== "launch" && !folder.includes("/")))) return false;
  const save = launch.get("save");
  const isOwn = typeof save === "string" && folderPath(save) === folder;
  return !isOwn || steps.length > 0 || isOn(launch, "finetune") === true;
}

function folderAbove(folder: string): string {
  const above = folder.slice(0, folder.lastIndexOf("/") + 1);
  return above === "" ? "." : folderPath(above) || "/";
}
