import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

import { passedFilter } from "./chosenHosts";

export default defineRule({
  id: "include-and-num-gpus",
  phase: "launcher",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: ["num_gpus", "include", "exclude"],
  idle: ["num_gpus"],
  neox: { at: "megatron/neox_arguments/arguments.py:get_deepspeed_main_args" },
  summary: "`num_gpus` beside `include` or `exclude` counts for the batch only",
  sources: [
    "megatron/neox_arguments/arguments.py:596:get_deepspeed_main_args",
    "megatron/neox_arguments/arguments.py:905:calculate_derived",
  ],
  explain: `NeoX takes it out of the launch, after it has computed the batch size with it.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    hostfile: hosts
    include: worker-1:0,1
    num_gpus: 2
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    hostfile: hosts
    include: worker-1:0,1
  `,
  message: (launch) => {
    const chosen = passedFilter(launch);
    return chosen === undefined
      ? undefined
      : t("{0} decides which GPUs run; num_gpus only enters the batch size.", chosen);
  },
});
