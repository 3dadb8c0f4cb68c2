import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { chosenHosts } from "./chosenHosts";

export default defineRule({
  id: "include-with-num-nodes",
  phase: "launcher",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["num_nodes", "include", "exclude"],
  neox: { at: "deepy.py:main", raises: "ValueError" },
  summary: "`num_nodes` does not go with `include` and `exclude`",
  sources: [
    "deepspeed/launcher/runner.py:457:main at DeeperSpeed 91d1c55b",
    "megatron/neox_arguments/arguments.py:596:get_deepspeed_main_args",
  ],
  explain: `DeepSpeed refuses it; of \`num_gpus\` NeoX takes care itself.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    hostfile: hosts
    include: worker-1:0,1
    num_nodes: 1
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    hostfile: hosts
    include: worker-1:0,1
  `,
  message: (launch) => {
    const [chosen] = chosenHosts(launch);
    return chosen !== undefined && (launch.int("num_nodes") ?? -1) >= 0
      ? t("DeepSpeed refuses num_nodes beside {0}.", chosen)
      : undefined;
  },
  fixes: () => [removeKey("num_nodes")],
});
