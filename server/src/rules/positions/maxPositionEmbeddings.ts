import { t } from "../../base/l10n";
import { defineDimensionRule } from "../../engine/shapes/dimensionRule";

export default defineDimensionRule({
  id: "max-position-embeddings",
  phase: "args",
  severity: "error",
  keys: ["max_position_embeddings", "seq_length"],
  neox: { at: "megatron/neox_arguments/arguments.py:validate_values", raises: "ValueError" },
  adjust: ["max_position_embeddings", "seq_length"],
  summary: "`max_position_embeddings` must be at least `seq_length`",
  explain: `NeoX checks it for every kind of position embedding, also for those that have no table
(\`megatron/neox_arguments/arguments.py:1257\`).`,
  bad: "num_layers: 12\nhidden_size: 768\nnum_attention_heads: 12\nseq_length: 4096\nmax_position_embeddings: 2048\n",
  good: "num_layers: 12\nhidden_size: 768\nnum_attention_heads: 12\nseq_length: 2048\nmax_position_embeddings: 2048\n",
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
