import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { isOn } from "../../model/asked";
import { hasTransformerLayer, layerKinds } from "../../model/layerKinds";
import { positiveInt } from "../../model/sizes";
import { hasTeAttention, hasTeMlp } from "../../model/teLayers";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_TRANSFORMER_ENGINE } from "../kit/windows";
import { yaml } from "../kit/yaml";

/** The layers that sum over the ranks, by the key that asks for them. */
const SUMS: Readonly<Record<string, (launch: Launch) => boolean>> = {
  te_rowparallel: (launch) => isOn(launch, "te_rowparallel") === true && hasParallelResidual(launch),
  te_mha: hasTeAttention,
  te_layernorm_mlp: hasTeMlp,
};

function hasParallelResidual(launch: Launch): boolean {
  const kinds = layerKinds(launch);
  return kinds !== undefined && hasTransformerLayer(kinds);
}

export default defineRule({
  id: "transformer-engine-reduces-twice",
  phase: "forward",
  severity: "warning",
  outcome: "wrong",
  evidence: "read",
  keys: ["gpt_j_residual", "model_parallel_size", "te_rowparallel", "te_mha", "te_layernorm_mlp"],
  at: "gpt_j_residual",
  holds: SINCE_TRANSFORMER_ENGINE,
  neox: { at: "megatron/model/transformer.py:forward" },
  summary: "A parallel residual with Transformer Engine sums over the ranks twice",
  sources: ["megatron/model/transformer.py:955:__init__", "megatron/model/transformer.py:1116:forward"],
  explain: `Transformer Engine's output layers sum over the model-parallel ranks, and the parallel residual does so
again.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    gpt_j_residual: true
    model_parallel_size: 2
    te_rowparallel: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    model_parallel_size: 2
    te_rowparallel: true
  `,
  message: (launch) => {
    if (launch.get("gpt_j_residual") !== true || (positiveInt(launch, "model_parallel_size") ?? 1) < 2)
      return undefined;
    const summed = Object.entries(SUMS).find(([, sums]) => sums(launch))?.[0];
    if (summed === undefined) return undefined;
    return t("{0} sums over the model-parallel ranks, and gpt_j_residual sums again.", summed);
  },
  fixes: () => [setValue("gpt_j_residual", false)],
});
