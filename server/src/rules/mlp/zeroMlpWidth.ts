import { t } from "../../base/l10n";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineSilentRule } from "../kit/silentRule";
import { SINCE_INTERMEDIATE_SIZE } from "../kit/windows";

export default defineSilentRule({
  id: "zero-mlp-width",
  phase: "model",
  severity: "warning",
  keys: ["intermediate_size", "expansion_factor"],
  at: "intermediate_size",
  holds: SINCE_INTERMEDIATE_SIZE,
  neox: { at: "megatron/model/transformer.py:__init__" },
  summary: "`intermediate_size: 0` counts as not set",
  explain: `NeoX takes the default width instead, four times \`hidden_size\` (\`megatron/model/transformer.py:117\`).`,
  bad: `${EXAMPLE_MODEL}intermediate_size: 0\n`,
  good: EXAMPLE_MODEL,
  instead: (launch) =>
    launch.int("intermediate_size") === 0
      ? t("intermediate_size 0 counts as not set: NeoX takes the default width.")
      : undefined,
  mend: () => [["intermediate_size", undefined]],
});
