import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "deepscale-config",
  phase: "engine",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["deepscale_config"],
  neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "AssertionError" },
  summary: "DeepSpeed takes no `deepscale_config` beside its own config",
  sources: [
    "megatron/training.py:1188:setup_model_and_optimizer",
    "deepspeed/__init__.py:165:initialize at DeeperSpeed 91d1c55b",
  ],
  explain: `It is the old name of \`deepspeed_config\`, which NeoX always gives: DeepSpeed asserts, as its engine starts, that there
is only one of them. An empty text counts as one.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    deepscale_config: ds.json
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    deepscale_config: null
  `,
  message: (launch) =>
    typeof launch.get("deepscale_config") === "string"
      ? t("DeepSpeed gets its config from NeoX, and stops at a deepscale_config beside it.")
      : undefined,
  fixes: () => [removeKey("deepscale_config")],
});
