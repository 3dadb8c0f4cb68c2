import { t } from "../../base/l10n";
import { str } from "../../python/text";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const NODES = `${EXAMPLE_MODEL}hostfile: cluster/hosts\n`;
const TWO_GPUS = "worker-0 slots=2\nworker-1 slots=2\n";

export default defineRule({
  id: "include-slot-absent",
  phase: "launcher",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["include", "hostfile"],
  neox: { at: "megatron/utils.py:obtain_resource_pool" },
  summary: "`include` names a slot that its host does not have",
  sources: ["deepspeed/launcher/runner.py:393:parse_inclusion_exclusion at DeeperSpeed 91d1c55b"],
  explain: `Slots are counted from 0: \`slots=2\` are 0 and 1. The DeepSpeed of NeoX before 2025-03-06 stops with
ValueError (DeeperSpeed 02e2ebf7, \`deepspeed/launcher/runner.py:317\`). A later one takes the slots of an included
host from \`include\` itself: NeoX counts the GPU, and a process is started for it that finds none. Seen by running
DeepSpeed's own functions, but for that process.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${NODES}
        include: worker-1:1,2
      `,
    },
    hostfile: TWO_GPUS,
  },
  good: {
    files: {
      "model.yml": yaml`
        ${NODES}
        include: worker-1:0,1
      `,
    },
    hostfile: TWO_GPUS,
  },
  message: (launch) => {
    const problem = launch.hostfileProblem;
    if (problem?.isPassedOn !== true) return undefined;
    return t(
      "include {0} names a slot that is not in {1} ({2}): DeepSpeed stops, or, from 2025-03-06 on, starts a process for a GPU that is not there.",
      str(launch.get("include") ?? null),
      str(launch.get("hostfile") ?? null),
      problem.message,
    );
  },
});
