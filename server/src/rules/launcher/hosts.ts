import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { isAskedFor, isOn } from "../asked";
import { isSurelyNull } from "../certainty";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineIgnoredKeys } from "../ignored/ignoredKeys";
import type { Rule } from "../rule";
import { removeKey } from "../simpleFixes";
import { defineSingleFinding } from "../singleFinding";

/** The launchers that use `comment` and `account` (megatron/neox_arguments/arguments.py:565). */
const SLURM = "slurm";

function chosenHosts(launch: Launch): string | undefined {
  return ["include", "exclude"].find((key) => isAskedFor(launch, key));
}

/** On which machines a job runs. */
export const hostRules: readonly Rule[] = [
  defineSingleFinding({
    id: "include-exclude-exclusive",
    phase: "launcher",
    severity: "warning",
    keys: ["exclude", "include"],
    neox: { at: "megatron/utils.py:obtain_resource_pool", raises: "ValueError" },
    summary: "Either `include` or `exclude`",
    explain: `DeepSpeed refuses both (\`megatron/utils.py:204\`; DeeperSpeed 91d1c55b,
\`deepspeed/launcher/runner.py:322\`).`,
    bad: `${EXAMPLE_MODEL}hostfile: hosts\ninclude: worker-1\nexclude: worker-2\n`,
    good: `${EXAMPLE_MODEL}hostfile: hosts\ninclude: worker-1\n`,
    says: (launch) =>
      isAskedFor(launch, "include") && isAskedFor(launch, "exclude")
        ? t("include and exclude are both set, and DeepSpeed refuses that.")
        : undefined,
    fixes: () => [removeKey("exclude", false), removeKey("include", false)],
  }),
  defineSingleFinding({
    id: "include-with-num-nodes",
    phase: "launcher",
    severity: "warning",
    keys: ["num_nodes", "include", "exclude"],
    neox: { at: "megatron/neox_arguments/arguments.py:get_deepspeed_main_args", raises: "ValueError" },
    summary: "`num_nodes` does not go with `include` and `exclude`",
    explain: `DeepSpeed refuses it (DeeperSpeed 91d1c55b, \`deepspeed/launcher/runner.py:457\`); of \`num_gpus\` NeoX takes
care itself (\`megatron/neox_arguments/arguments.py:596\`).`,
    bad: `${EXAMPLE_MODEL}hostfile: hosts\ninclude: worker-1\nnum_nodes: 1\n`,
    good: `${EXAMPLE_MODEL}hostfile: hosts\ninclude: worker-1\n`,
    says: (launch) => {
      const chosen = chosenHosts(launch);
      return chosen !== undefined && (launch.int("num_nodes") ?? -1) >= 0
        ? t("DeepSpeed refuses num_nodes beside {0}.", chosen)
        : undefined;
    },
    fixes: () => [removeKey("num_nodes")],
  }),
  defineIgnoredKeys({
    id: "include-and-num-gpus",
    phase: "launcher",
    severity: "information",
    keys: ["num_gpus", "include", "exclude"],
    idle: ["num_gpus"],
    neox: { at: "megatron/neox_arguments/arguments.py:get_deepspeed_main_args" },
    summary: "`num_gpus` beside `include` or `exclude` counts for the batch only",
    explain: `NeoX takes it out of the launch (\`megatron/neox_arguments/arguments.py:596\`), after it has computed the batch
size with it (\`:905\`).`,
    bad: `${EXAMPLE_MODEL}hostfile: hosts\ninclude: worker-1\nnum_gpus: 2\n`,
    good: `${EXAMPLE_MODEL}hostfile: hosts\ninclude: worker-1\n`,
    because: (launch) => {
      const chosen = chosenHosts(launch);
      return chosen === undefined
        ? undefined
        : t("{0} decides which GPUs run; num_gpus only enters the batch size.", chosen);
    },
  }),
  defineSingleFinding({
    id: "num-nodes-needs-hostfile",
    phase: "launcher",
    severity: "information",
    keys: ["num_nodes", "hostfile"],
    neox: { at: "megatron/neox_arguments/arguments.py:get_deepspeed_main_args", raises: "ValueError" },
    summary: "More than one node needs a `hostfile`",
    explain: `Without the key DeepSpeed looks for \`/job/hostfile\`, and refuses more than one node when it is not there
(DeeperSpeed 91d1c55b, \`deepspeed/launcher/runner.py:470\`).`,
    bad: `${EXAMPLE_MODEL}num_nodes: 2\nhostfile: null\n`,
    good: `${EXAMPLE_MODEL}num_nodes: 2\nhostfile: hosts\n`,
    says: (launch) => {
      const nodes = launch.int("num_nodes") ?? 1;
      if (nodes <= 1 || !isSurelyNull(launch, "hostfile")) return undefined;
      if (isOn(launch, "deepspeed_slurm") === true || isOn(launch, "deepspeed_mpi") === true)
        return undefined;
      return t("num_nodes is {0} and there is no hostfile: only /job/hostfile can name the nodes.", nodes);
    },
  }),
  defineIgnoredKeys({
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
  }),
];
