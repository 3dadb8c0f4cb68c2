import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "max-position-embeddings",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["max_position_embeddings", "seq_length"],
  neox: { at: "megatron/neox_arguments/arguments.py:validate_values", raises: "ValueError" },
  adjust: ["max_position_embeddings", "seq_length"],
  summary: "`max_position_embeddings` must be at least `seq_length`",
  sources: ["megatron/neox_arguments/arguments.py:1257:validate_values"],
  explain: `NeoX checks it for every kind of position embedding, also for those that have no table.`,
  bad: yaml`
    num_layers: 12
    hidden_size: 768
    num_attention_heads: 12
    seq_length: 4096
    max_position_embeddings: 2048
  `,
  good: yaml`
    num_layers: 12
    hidden_size: 768
    num_attention_heads: 12
    seq_length: 2048
    max_position_embeddings: 2048
  `,
  check(launch, report) {
    const positions = launch.derivation.int("max_position_embeddings");
    const seqLength = launch.derivation.int("seq_length");
    if (positions === undefined || seqLength === undefined || positions >= seqLength) return;
    report({
      at: "max_position_embeddings",
      message: t("max_position_embeddings {0} is below seq_length {1}.", positions, seqLength),
    });
  },
});
