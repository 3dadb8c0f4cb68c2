import { t } from "../base/l10n";
import type { Finding } from "../engine/finding";
import type { Phase } from "../engine/rule";

/** Where gpt-neox does what a finding says, and at which phase; empty for a finding without a place in gpt-neox. */
export function outcomeOf({ neox, phase }: Pick<Finding, "neox" | "phase">): string {
  if (neox.at === "") return "";
  if (neox.raises === undefined) return t("{0}, {1}", neox.at, phaseWords(phase));
  return t("{0} in {1}, {2}", neox.raises, neox.at, phaseWords(phase));
}

/** The time in the life of a launch, to stand behind a comma. */
export function phaseWords(phase: Phase): string {
  switch (phase) {
    case "load":
      return t("while the config files are read");
    case "args":
      return t("while the arguments are checked");
    case "launcher":
      return t("before the workers start");
    case "model":
      return t("while the model is built");
    case "forward":
      return t("in the first forward pass");
    case "optimizer":
      return t("while the optimizer is set up");
    case "data":
      return t("while the data is opened");
    case "train":
      return t("in the training loop");
    case "engine":
      return t("while DeepSpeed starts");
    case "resume":
      return t("while the checkpoint is loaded");
    case "eval":
      return t("at the first evaluation");
    case "save":
      return t("when a checkpoint is saved");
    case "generate":
      return t("while text is generated");
  }
}
