import { t } from "../../base/l10n";
import { layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { evaluates } from "../kit/evaluates";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_MAMBA } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mamba-no-eval",
  phase: "eval",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["attention_config", "eval_iters"],
  holds: SINCE_MAMBA,
  neox: { at: "megatron/model/mamba/mamba.py:forward", raises: "AssertionError" },
  summary: "Mamba layers cannot be evaluated",
  sources: ["megatron/model/mamba/mamba.py:253:forward"],
  explain: `The block asserts that it trains, so the first evaluation stops, at the latest the one at the end of
training, before the final checkpoint. Take \`eval_iters: 0\`. Seen by running NeoX's own block.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    attention_config: [[["mamba"], 12]]
    precision: fp16
    eval_iters: 10
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    attention_config: [[["mamba"], 12]]
    precision: fp16
    eval_iters: 0
  `,
  message: (launch) =>
    layerKinds(launch)?.has("mamba") === true && evaluates(launch) && launch.int("pipe_parallel_size") === 0
      ? t("Mamba layers stop at the first evaluation; take eval_iters 0.")
      : undefined,
  fixes: () => [setValue("eval_iters", 0n)],
});
