import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { SINCE_INTERMEDIATE_SIZE } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "zero-mlp-width",
  phase: "model",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["intermediate_size", "expansion_factor"],
  at: "intermediate_size",
  holds: SINCE_INTERMEDIATE_SIZE,
  neox: { at: "megatron/model/transformer.py:__init__" },
  summary: "`intermediate_size: 0` counts as not set",
  sources: ["megatron/model/transformer.py:117:__init__"],
  explain: `NeoX takes the default width instead, four times \`hidden_size\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    intermediate_size: 0
  `,
  good: EXAMPLE_MODEL,
  message: (launch) =>
    launch.int("intermediate_size") === 0
      ? t("intermediate_size 0 counts as not set: NeoX takes the default width.")
      : undefined,
  fixes: () => [removeKey("intermediate_size")],
});
