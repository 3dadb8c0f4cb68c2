import { t } from "../../base/l10n";
import { hasLayers } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "rpe-flash-layers",
  phase: "forward",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["pos_emb", "attention_config"],
  at: "pos_emb",
  neox: { at: "megatron/model/transformer.py:flash_attention" },
  summary: "`pos_emb: rpe` does not reach flash layers",
  sources: [
    "megatron/model/transformer.py:526:attention",
    "megatron/model/transformer.py:573:flash_attention",
  ],
  explain: `The relative bias is added in the unfused path only: flash layers have no position information.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    precision: fp16
    pos_emb: rpe
    attention_config: [[["flash"], 12]]
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    precision: fp16
    pos_emb: rotary
    attention_config: [[["flash"], 12]]
  `,
  message: (launch) =>
    launch.get("pos_emb") === "rpe" && hasLayers(launch, "flash")
      ? t("Flash layers do not add the relative bias of rpe: they have no positions.")
      : undefined,
  fixes: () => [setValue("pos_emb", "rotary")],
});
