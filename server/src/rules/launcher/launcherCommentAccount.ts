import { t } from "../../base/l10n";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineIgnoredKeys } from "../kit/ignoredKeys";

/** The launchers that use `comment` and `account` (megatron/neox_arguments/arguments.py:565). */
const SLURM = "slurm";

export default defineIgnoredKeys({
  id: "launcher-comment-account",
  phase: "launcher",
  severity: "information",
  keys: ["comment", "account", "launcher"],
  idle: ["comment", "account"],
  neox: { at: "megatron/neox_arguments/arguments.py:get_deepspeed_main_args" },
  summary: "`comment` and `account` are for Slurm",
  explain:
    "The other launchers are handed them and ignore them (`megatron/neox_arguments/arguments.py:565`).",
  bad: `${EXAMPLE_MODEL}launcher: pdsh\ncomment: team\n`,
  good: `${EXAMPLE_MODEL}launcher: slurm\ncomment: team\n`,
  because: (launch, key) => {
    const launcher = launch.settings.get("launcher")?.value;
    return typeof launcher !== "string" || launcher.toLowerCase() === SLURM
      ? undefined
      : t("{0} has no effect: the launcher is {1}, not slurm.", key, launcher);
  },
});
