import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";
import { unknownEntries } from "./unknownEntries";

export default defineRule({
  id: "unknown-nested-key",
  phase: "optimizer",
  severity: "warning",
  outcome: "ignored",
  evidence: "ran",
  keys: [],
  neox: { at: "megatron/training.py:setup_model_and_optimizer" },
  summary: "A key inside of a block that neither NeoX nor DeepSpeed reads.",
  sources: ["megatron/training.py:1184:setup_model_and_optimizer"],
  explain: `NeoX reads a few keys of its blocks itself and hands most blocks on to DeepSpeed as they are, which passes over
what it does not know: a misspelt key means its default. In some blocks it refuses such keys (\`refused-nested-key\`).`,
  bad: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    elasticity: { enabled: false, max_gpu: 8 }
  `,
  good: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    elasticity: { enabled: false, max_gpus: 8 }
  `,
  check(launch, report) {
    for (const { block, nested, meant, fixes } of unknownEntries(launch, "ignored"))
      report({
        at: { file: nested.file, span: nested.entry.key.span },
        message:
          meant === undefined
            ? t("Nothing reads {0}: it has no effect.", nested.path)
            : t("Nothing reads {0}: it has no effect. Did you mean {1}?", nested.path, meant),
        keys: [nested.setting.name],
        severity: meant === undefined ? block.severity : "warning",
        fixes,
      });
  },
});
