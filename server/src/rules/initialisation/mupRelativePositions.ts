import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mup-relative-positions",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["pos_emb", "use_mup"],
  neox: { at: "megatron/mpu/layers.py:mup_reinitialize_weights", raises: "AttributeError" },
  summary: "muP does not know relative positions",
  sources: ["megatron/mpu/layers.py:298:mup_reinitialize_weights"],
  explain: `The relative position bias has no second initialisation of its own for muP. Seen by running NeoX's own
layer.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    use_mup: true
    no_weight_tying: true
    base_shapes_file: shapes
    pos_emb: rpe
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    use_mup: true
    no_weight_tying: true
    base_shapes_file: shapes
    pos_emb: rotary
  `,
  check(launch, report) {
    if (launch.get("use_mup") !== true || launch.get("pos_emb") !== "rpe") return;
    report({
      at: "pos_emb",
      message: t("muP cannot initialise relative positions (rpe)."),
      fixes: () => [setValue("pos_emb", "rotary")],
    });
  },
});
