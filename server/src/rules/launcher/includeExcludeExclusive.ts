import { t } from "../../base/l10n";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { defineSingleFinding } from "../kit/singleFinding";
import { chosenHosts } from "./chosenHosts";

export default defineSingleFinding({
  id: "include-exclude-exclusive",
  phase: "launcher",
  severity: "warning",
  keys: ["exclude", "include"],
  neox: { at: "megatron/utils.py:obtain_resource_pool", raises: "ValueError" },
  summary: "Either `include` or `exclude`",
  explain: `DeepSpeed refuses both (\`megatron/utils.py:204\`; DeeperSpeed 91d1c55b,
\`deepspeed/launcher/runner.py:322\`).`,
  bad: `${EXAMPLE_MODEL}hostfile: hosts\ninclude: worker-1:0,1\nexclude: worker-2\n`,
  good: `${EXAMPLE_MODEL}hostfile: hosts\ninclude: worker-1:0,1\n`,
  says: (launch) =>
    chosenHosts(launch).length > 1
      ? t("include and exclude are both set, and DeepSpeed refuses that.")
      : undefined,
  fixes: () => [removeKey("exclude", false), removeKey("include", false)],
});
