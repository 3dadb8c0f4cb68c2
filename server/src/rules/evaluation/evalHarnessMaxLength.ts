import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "eval-harness-max-length",
  phase: "generate",
  severity: "warning",
  outcome: "crash",
  evidence: "read",
  keys: ["max_position_embeddings", "seq_length", "eval_tasks"],
  holds: since("3bfedf47"),
  neox: { at: "megatron/model/positional_embeddings.py:forward", raises: "AssertionError" },
  summary: "With rotary positions the harness must not cut above `seq_length`",
  sources: ["eval_tasks/eval_adapter.py:54:__init__", "megatron/model/positional_embeddings.py:88:forward"],
  explain: `Inputs are cut at \`max_position_embeddings\`, and the rotary table ends at \`seq_length\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL.replace("max_position_embeddings: 2048", "max_position_embeddings: 4096")}
    pos_emb: rotary
    pipe_parallel_size: 1
    eval_tasks: [piqa]
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    pos_emb: rotary
    pipe_parallel_size: 1
    eval_tasks: [piqa]
  `,
  message: (launch) => {
    const most = positiveInt(launch, "max_position_embeddings");
    const length = positiveInt(launch, "seq_length");
    if (most === undefined || length === undefined || most <= length) return undefined;
    if (!launch.settings.has("eval_tasks") || launch.get("pos_emb") !== "rotary") return undefined;
    return t("The harness cuts inputs at {0} tokens, and the rotary table ends at {1}.", most, length);
  },
  fixes: (launch) => [setValue("max_position_embeddings", BigInt(positiveInt(launch, "seq_length") ?? 0))],
});
