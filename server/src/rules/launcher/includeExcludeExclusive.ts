import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { chosenHosts } from "./chosenHosts";

export default defineRule({
  id: "include-exclude-exclusive",
  phase: "launcher",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["exclude", "include"],
  neox: { at: "megatron/utils.py:obtain_resource_pool", raises: "ValueError" },
  summary: "Either `include` or `exclude`",
  sources: [
    "megatron/utils.py:204:obtain_resource_pool",
    "deepspeed/launcher/runner.py:322:parse_resource_filter at DeeperSpeed 91d1c55b",
  ],
  explain: `DeepSpeed refuses both.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    hostfile: hosts
    include: worker-1:0,1
    exclude: worker-2
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    hostfile: hosts
    include: worker-1:0,1
  `,
  message: (launch) =>
    chosenHosts(launch).length > 1
      ? t("include and exclude are both set, and DeepSpeed refuses that.")
      : undefined,
  fixes: () => [removeKey("exclude", false), removeKey("include", false)],
});
