import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

/** The launchers that use `comment` and `account` (megatron/neox_arguments/arguments.py:565). */
const SLURM = "slurm";

export default defineRule({
  id: "launcher-comment-account",
  phase: "launcher",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: ["comment", "account", "launcher"],
  idle: ["comment", "account"],
  neox: { at: "megatron/neox_arguments/arguments.py:get_deepspeed_main_args" },
  summary: "`comment` and `account` are for Slurm",
  sources: ["megatron/neox_arguments/arguments.py:565:get_deepspeed_main_args"],
  explain: "The other launchers are handed them and ignore them.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    launcher: pdsh
    comment: team
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    launcher: slurm
    comment: team
  `,
  message: (launch, key) => {
    const launcher = launch.settings.get("launcher")?.value;
    return typeof launcher !== "string" || launcher.toLowerCase() === SLURM
      ? undefined
      : t("{0} has no effect: the launcher is {1}, not slurm.", key, launcher);
  },
});
