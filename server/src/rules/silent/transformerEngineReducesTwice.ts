import { t } from "../../l10n";
import { positiveInt } from "../../model/sizes";
import { isOn } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import { SINCE_TRANSFORMER_ENGINE } from "../windows";
import { defineSilentRule } from "./silentRule";

export default defineSilentRule({
  id: "transformer-engine-reduces-twice",
  phase: "forward",
  severity: "warning",
  keys: ["gpt_j_residual", "model_parallel_size", "te_rowparallel", "te_mha", "te_layernorm_mlp"],
  at: "gpt_j_residual",
  holds: SINCE_TRANSFORMER_ENGINE,
  neox: { at: "megatron/model/transformer.py:forward" },
  summary: "A parallel residual with Transformer Engine sums over the ranks twice",
  explain: `Transformer Engine's output layers sum over the model-parallel ranks, and the parallel residual does so again
(\`megatron/model/transformer.py:955\`, \`:1116\`).`,
  bad: `${EXAMPLE_MODEL}gpt_j_residual: true\nmodel_parallel_size: 2\nte_rowparallel: true\n`,
  good: `${EXAMPLE_MODEL}model_parallel_size: 2\nte_rowparallel: true\n`,
  instead: (launch) => {
    if (launch.get("gpt_j_residual") !== true || (positiveInt(launch, "model_parallel_size") ?? 1) < 2)
      return undefined;
    const summed = ["te_rowparallel", "te_mha", "te_layernorm_mlp"].find((key) => isOn(launch, key) === true);
    if (summed === undefined) return undefined;
    return t("{0} sums over the model-parallel ranks, and gpt_j_residual sums again.", summed);
  },
  mend: () => [["gpt_j_residual", false]],
});
