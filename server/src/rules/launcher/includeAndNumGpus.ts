import { t } from "../../base/l10n";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineIgnoredKeys } from "../kit/ignoredKeys";
import { passedFilter } from "./chosenHosts";

export default defineIgnoredKeys({
  id: "include-and-num-gpus",
  phase: "launcher",
  severity: "information",
  keys: ["num_gpus", "include", "exclude"],
  idle: ["num_gpus"],
  neox: { at: "megatron/neox_arguments/arguments.py:get_deepspeed_main_args" },
  summary: "`num_gpus` beside `include` or `exclude` counts for the batch only",
  explain: `NeoX takes it out of the launch (\`megatron/neox_arguments/arguments.py:596\`), after it has computed the batch
size with it (\`:905\`).`,
  bad: `${EXAMPLE_MODEL}hostfile: hosts\ninclude: worker-1:0,1\nnum_gpus: 2\n`,
  good: `${EXAMPLE_MODEL}hostfile: hosts\ninclude: worker-1:0,1\n`,
  because: (launch) => {
    const chosen = passedFilter(launch);
    return chosen === undefined
      ? undefined
      : t("{0} decides which GPUs run; num_gpus only enters the batch size.", chosen);
  },
});
