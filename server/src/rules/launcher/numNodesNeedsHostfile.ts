import { t } from "../../base/l10n";
import { isOn } from "../../model/asked";
import { isSurelyNull } from "../../model/certainty";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineSingleFinding } from "../kit/singleFinding";

export default defineSingleFinding({
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
    if (isOn(launch, "deepspeed_slurm") === true || isOn(launch, "deepspeed_mpi") === true) return undefined;
    return t("num_nodes is {0} and there is no hostfile: only /job/hostfile can name the nodes.", nodes);
  },
});
