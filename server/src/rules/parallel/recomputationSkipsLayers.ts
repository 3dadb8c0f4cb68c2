import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { isSwitchedOn } from "../../model/asked";
import { layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { RWKV_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "recomputation-skips-layers",
  phase: "forward",
  severity: "information",
  outcome: "ignored",
  evidence: "read",
  keys: ["checkpoint_activations", "attention_config", "pipe_parallel_size"],
  at: "checkpoint_activations",
  neox: { at: "megatron/model/utils.py:_is_checkpointable" },
  summary: "Layers whose activations are never recomputed",
  sources: [
    "megatron/model/utils.py:110-113:_is_checkpointable",
    "megatron/model/gpt2_model.py:139-143:__init__",
    "deepspeed/runtime/pipe/module.py:648:_is_checkpointable at DeeperSpeed 91d1c55b",
  ],
  explain: `Without a pipeline NeoX recomputes ordinary layers of attention and MLP only, no gmlp, amlp, mamba or
rwkv; in a pipeline also gmlp, amlp and mamba, but no rwkv. Their activations stay in memory.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${RWKV_MODEL}
        dim_att: 768
        zero_optimization: {stage: 0}
        checkpoint_activations: true
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${RWKV_MODEL}
        dim_att: 768
        zero_optimization: {stage: 0}
      `,
    },
    neox: "main",
  },
  message: (launch) => {
    const kept = isSwitchedOn(launch, "checkpoint_activations") ? neverRecomputed(launch) : [];
    return kept.length > 0
      ? t(
          "{0} layers are not recomputed: checkpoint_activations saves no memory in them.",
          kept.join(t(", ")),
        )
      : undefined;
  },
});

function neverRecomputed(launch: Launch): readonly string[] {
  const isPipeline = launch.derivation.get("is_pipe_parallel");
  const skipped = isPipeline === false ? ["gmlp", "amlp", "mamba", "rwkv"] : ["rwkv"];
  return skipped.filter((kind) => layerKinds(launch)?.has(kind) === true);
}
