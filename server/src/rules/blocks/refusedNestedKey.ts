import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isInference } from "../../model/run/isTraining";
import { zeroStage } from "../../model/run/zeroStage";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";
import { unknownEntries } from "./unknownEntries";

export default defineRule({
  id: "refused-nested-key",
  phase: "engine",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: [],
  neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "ValidationError" },
  summary: "A key inside of a block that DeepSpeed refuses",
  sources: [
    "megatron/training.py:895:get_model",
    "megatron/training.py:1188:setup_model_and_optimizer",
    "deepspeed/runtime/config_utils.py:110:DeepSpeedConfigModel at DeeperSpeed 91d1c55b",
  ],
  explain: `NeoX hands most blocks on to DeepSpeed as they are. DeepSpeed checks \`zero_optimization\` and the blocks of its
loggers, and refuses keys that it does not know there: when the engine is made, and with ZeRO 3 before, when the model is built.`,
  bad: {
    files: {
      "model.yml": yaml`
        hidden_size: 512
        num_layers: 12
        num_attention_heads: 8
        zero_optimization: { stage: 1, algather_bucket_size: 500000000 }
      `,
    },
    neox: "main",
  },
  good: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    zero_optimization: { stage: 1, allgather_bucket_size: 500000000 }
  `,
  check(launch, report) {
    for (const { nested, meant, fixes } of unknownEntries(launch, "refused"))
      report({
        at: { file: nested.file, span: nested.entry.key.span },
        message:
          meant === undefined
            ? t("DeepSpeed has no key {0} and refuses it.", nested.path)
            : t("DeepSpeed has no key {0} and refuses it. Did you mean {1}?", nested.path, meant),
        keys: [nested.setting.name],
        ...(isInference(launch) && { severity: "warning" }),
        ...(zeroStage(launch) === 3 && {
          phase: "model",
          neox: { at: "megatron/training.py:get_model", raises: "ValidationError" },
        }),
        fixes,
      });
  },
});
