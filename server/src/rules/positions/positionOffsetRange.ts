import { t } from "../../base/l10n";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "position-offset-range",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["opt_pos_emb_offset", "max_position_embeddings", "seq_length", "pos_emb"],
  neox: { at: "megatron/model/word_embeddings.py:forward", raises: "IndexError" },
  summary: "Learned positions need room for `opt_pos_emb_offset`",
  sources: ["megatron/model/word_embeddings.py:143-148:forward"],
  explain: `\`opt_pos_emb_offset\` is added to every position before the table is read, so the table needs
\`seq_length + opt_pos_emb_offset\` rows. On a GPU the failure is a device-side assertion.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    pos_emb: learned
    opt_pos_emb_offset: 2
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    pos_emb: learned
    opt_pos_emb_offset: 0
  `,
  check(launch, report) {
    const offset = positiveInt(launch, "opt_pos_emb_offset");
    const seqLength = positiveInt(launch, "seq_length");
    const positions = positiveInt(launch, "max_position_embeddings");
    if (offset === undefined || seqLength === undefined || positions === undefined) return;
    if (launch.get("pos_emb") !== "learned" || seqLength + offset <= positions) return;
    report({
      at: "opt_pos_emb_offset",
      message: t(
        "Positions go up to {0} with opt_pos_emb_offset {1}, and the table has {2} rows.",
        seqLength + offset - 1,
        offset,
        positions,
      ),
      // A larger table only stops a step later, where the positions of the first are kept.
      fixes: () => [{ ...setValue("opt_pos_emb_offset", 0n), givesUp: "opt_pos_emb_offset" }],
    });
  },
});
