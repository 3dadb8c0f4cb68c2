import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { hasTransformerLayer, layerKinds } from "../../model/layerKinds";
import { isInference } from "../../model/run/isTraining";
import { zeroStage } from "../../model/run/zeroStage";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setNested } from "../kit/nestedValue";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const STAGE = ["zero_optimization", "stage"] as const;

export default defineRule({
  id: "alibi-zero-3",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["pos_emb", "zero_optimization"],
  neox: { at: "megatron/model/positional_embeddings.py:__init__", raises: "TypeError" },
  summary: "ALiBi cannot be built under ZeRO 3",
  sources: ["megatron/model/positional_embeddings.py:141:__init__"],
  explain: `ZeRO 3 builds the model with its own way to make tensors, which takes ALiBi's list of slopes for a shape.`,
  bad: yaml`
    ${EXAMPLE_MODEL.replaceAll("12", "16")}
    pos_emb: alibi
    zero_optimization: {stage: 3}
    pipe_parallel_size: 0
  `,
  good: yaml`
    ${EXAMPLE_MODEL.replaceAll("12", "16")}
    pos_emb: alibi
    zero_optimization: {stage: 1}
    pipe_parallel_size: 0
  `,
  message: (launch) => {
    const kinds = layerKinds(launch);
    if (launch.get("pos_emb") !== "alibi" || zeroStage(launch) !== 3 || isInference(launch)) return undefined;
    if (kinds === undefined || !hasTransformerLayer(kinds)) return undefined;
    return t("Under ZeRO 3 the slopes of ALiBi are taken for a shape, and the model is not built.");
  },
  fixes: (launch) => [
    { title: t("{0}: {1}", "stage", "1"), preferred: true, edits: setNested(launch, STAGE, 1n) },
    setValue("pos_emb", "rotary", false),
  ],
});
