import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "rpe-stages-drift",
  phase: "forward",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["pos_emb", "pipe_parallel_size"],
  at: "pos_emb",
  neox: { at: "megatron/model/gpt2_model.py:init_specs" },
  summary: "With a pipeline, every stage learns a `rpe` table of its own",
  sources: ["megatron/model/gpt2_model.py:228:init_specs", "megatron/model/gpt2_model.py:283:init_specs"],
  explain: `The table of relative positions is shared between layers, but not tied between pipeline stages: with two
or more the copies drift apart.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    pos_emb: rpe
    pipe_parallel_size: 2
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    pos_emb: rpe
    pipe_parallel_size: 1
  `,
  message: (launch) => {
    const stages = launch.int("pipe_parallel_size") ?? 0;
    if (launch.get("pos_emb") !== "rpe" || stages < 2) return undefined;
    return t("{0} pipeline stages have a table of relative positions each, and these drift apart.", stages);
  },
  fixes: () => [setValue("pos_emb", "rotary")],
});
