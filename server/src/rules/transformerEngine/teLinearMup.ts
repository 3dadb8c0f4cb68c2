import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_TRANSFORMER_ENGINE } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "te-linear-mup",
  phase: "forward",
  severity: "warning",
  outcome: "crash",
  evidence: "read",
  keys: ["use_mup", "te_columnparallel", "te_rowparallel"],
  holds: SINCE_TRANSFORMER_ENGINE,
  neox: { at: "megatron/model/transformer_engine.py:forward", raises: "UnboundLocalError" },
  summary: "TransformerEngine's linear layers do not go with muP",
  sources: [
    "megatron/model/transformer_engine.py:375:forward",
    "megatron/model/transformer_engine.py:510:forward",
  ],
  explain: `They rescale their input for muP before they have it.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        use_mup: true
        base_shapes_file: shapes
        te_columnparallel: true
        no_weight_tying: true
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        use_mup: true
        base_shapes_file: shapes
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const linear = ["te_columnparallel", "te_rowparallel"].find((key) => launch.named(key) === true);
    if (linear === undefined || launch.get("use_mup") !== true || launch.get("no_weight_tying") !== true)
      return;
    report({
      at: linear,
      message: t("TransformerEngine's linear layers fail with use_mup and an untied head."),
      fixes: () => [setValue(linear, false)],
    });
  },
});
