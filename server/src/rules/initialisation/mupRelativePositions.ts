import { t } from "../../base/l10n";
import { defineRule } from "../../engine/rule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";

export default defineRule({
  id: "mup-relative-positions",
  phase: "model",
  severity: "error",
  keys: ["pos_emb", "use_mup"],
  neox: { at: "megatron/mpu/layers.py:mup_reinitialize_weights", raises: "AttributeError" },
  summary: "muP does not know relative positions",
  explain: `The relative position bias has no second initialisation of its own for muP
(\`megatron/mpu/layers.py:298\`). Seen by running NeoX's own layer.`,
  bad: `${EXAMPLE_MODEL}use_mup: true\nbase_shapes_file: shapes\npos_emb: rpe\n`,
  good: `${EXAMPLE_MODEL}use_mup: true\nbase_shapes_file: shapes\npos_emb: rotary\n`,
  check(launch, report) {
    if (launch.get("use_mup") !== true || launch.get("pos_emb") !== "rpe") return;
    report({
      at: "pos_emb",
      message: t("muP cannot initialise relative positions (rpe)."),
      fixes: () => [setValue("pos_emb", "rotary")],
    });
  },
});
