import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { AT_MAIN } from "../../launch/windows";
import { isOn } from "../../model/asked";
import { hasOnly } from "../../model/layerKinds";
import { zeroStage } from "../../model/run/zeroStage";
import { positiveInt } from "../../model/sizes";
import { truthy } from "../../python/compare";
import { blockValue } from "../kit/blockValue";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const RECOMPUTED = yaml`
  ${EXAMPLE_MODEL}
  pos_emb: rpe
  checkpoint_activations: true
  pipe_parallel_size: 0
`;

export default defineRule({
  id: "rpe-recomputed",
  phase: "train",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["checkpoint_activations", "pos_emb", "zero_optimization", "checkpoint_num_layers"],
  neox: { at: "megatron/training.py:backward_step", raises: "AssertionError" },
  onlyIn: "training",
  summary: "With ZeRO 2 and 3 one table of relative positions is not recomputed in several chunks",
  sources: [
    "megatron/model/gpt2_model.py:228:init_specs",
    "megatron/model/utils.py:203:forward",
    "megatron/training.py:1271:backward_step",
  ],
  explain: `All layers share one table of relative positions. Recomputed activations give its gradient once for each chunk of
layers, and ZeRO 2 and 3, and ZeRO 1 with \`overlap_comm\`, take the second for a mistake in the first backward pass.`,
  bad: { files: { "model.yml": `${RECOMPUTED}zero_optimization: {stage: 2}\n` }, neox: "main" },
  good: { files: { "model.yml": `${RECOMPUTED}zero_optimization: {stage: 1}\n` }, neox: "main" },
  message: (launch) => {
    if (launch.get("pos_emb") !== "rpe" || isOn(launch, "checkpoint_activations") !== true) return undefined;
    if (!hasOnly(launch, "global") || launch.int("pipe_parallel_size") !== 0) return undefined;
    const times = gradientsOfTable(launch);
    return reducesAtOnce(launch) && times !== undefined && times > 1
      ? t(
          "The table of relative positions gets its gradient {0} times in one backward pass, and ZeRO {1} stops at the second.",
          times,
          zeroStage(launch),
        )
      : undefined;
  },
  fixes: () => [setValue("checkpoint_activations", false), setValue("pos_emb", "rotary", false)],
});

/** Whether ZeRO reduces a gradient as soon as it is there; bfloat16 with ZeRO 1 was not run. */
function reducesAtOnce(launch: Launch): boolean {
  const stage = zeroStage(launch);
  const overlaps = truthy(blockValue(launch, ["zero_optimization", "overlap_comm"]) ?? false);
  return stage >= 2 || (stage === 1 && overlaps && launch.derivation.get("precision") !== "bfloat16");
}

/** Once for each chunk that is recomputed, and once for all layers that are not: the embedding and a step come before them. */
function gradientsOfTable(launch: Launch): number | undefined {
  const [layers, size] = [positiveInt(launch, "num_layers"), positiveInt(launch, "checkpoint_num_layers")];
  if (layers === undefined || size === undefined) return undefined;
  const first = Math.ceil(2 / size);
  const end = Math.floor((layers + 2) / size);
  const recomputed = Math.max(0, end - first);
  return recomputed + (recomputed * size < layers ? 1 : 0);
}
