import { t } from "../../base/l10n";
import { defineRule } from "../../engine/rule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_TRANSFORMER_ENGINE } from "../kit/windows";

export default defineRule({
  id: "te-linear-mup",
  phase: "forward",
  severity: "warning",
  keys: ["use_mup", "te_columnparallel", "te_rowparallel"],
  holds: SINCE_TRANSFORMER_ENGINE,
  neox: { at: "megatron/model/transformer_engine.py:forward", raises: "UnboundLocalError" },
  summary: "TransformerEngine's linear layers do not go with muP",
  explain: `They rescale their input for muP before they have it (\`megatron/model/transformer_engine.py:375\`, \`:510\`).`,
  bad: {
    files: {
      "model.yml": `${EXAMPLE_MODEL}use_mup: true\nbase_shapes_file: shapes\nte_columnparallel: true\nno_weight_tying: true\n`,
    },
    neox: "main",
  },
  good: { files: { "model.yml": `${EXAMPLE_MODEL}use_mup: true\nbase_shapes_file: shapes\n` }, neox: "main" },
  check(launch, report) {
    const linear = ["te_columnparallel", "te_rowparallel"].find((key) => launch.get(key) === true);
    if (linear === undefined || launch.get("use_mup") !== true || launch.get("no_weight_tying") !== true)
      return;
    report({
      at: linear,
      message: t("TransformerEngine's linear layers fail with use_mup and an untied head."),
      fixes: () => [setValue(linear, false)],
    });
  },
});
