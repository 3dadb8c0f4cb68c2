import { t } from "../../base/l10n";
import { isOn } from "../../model/asked";
import { isSurelyNull } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "num-nodes-needs-hostfile",
  phase: "launcher",
  severity: "information",
  outcome: "crash",
  evidence: "ran",
  keys: ["num_nodes", "hostfile"],
  neox: { at: "deepy.py:main", raises: "ValueError" },
  summary: "More than one node needs a `hostfile`",
  sources: ["deepspeed/launcher/runner.py:470:main at DeeperSpeed 91d1c55b"],
  explain: `Without the key DeepSpeed looks for \`/job/hostfile\`, and refuses more than one node when it is not
there.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    num_nodes: 2
    hostfile: null
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    num_nodes: 2
    hostfile: hosts
  `,
  message: (launch) => {
    const nodes = launch.int("num_nodes") ?? 1;
    if (nodes <= 1 || !isSurelyNull(launch, "hostfile")) return undefined;
    if (isOn(launch, "deepspeed_slurm") === true || isOn(launch, "deepspeed_mpi") === true) return undefined;
    return t("num_nodes is {0} and there is no hostfile: only /job/hostfile can name the nodes.", nodes);
  },
});
