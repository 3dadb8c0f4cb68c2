import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

/** Arguments of training and checkpoints that nothing reads at ea7aefd8, with the place that declares or shows it. */
const UNUSED = [
  // megatron/initialize.py:197
  "adlr_autoresume",
  "adlr_autoresume_interval",
  // megatron/neox_arguments/neox_args.py:894, :929
  "deepscale",
  "short_seq_prob",
  // megatron/neox_arguments/neox_args.py:1303
  "no_save_optim",
] as const;

export default defineRule({
  id: "training-key-never-read",
  phase: "train",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  idle: UNUSED,
  neox: { at: "megatron/neox_arguments/neox_args.py" },
  summary: "Arguments of training that NeoX never reads",
  sources: [
    "megatron/initialize.py:197:_init_autoresume",
    "megatron/neox_arguments/neox_args.py:929:NeoXArgsOther",
    "megatron/neox_arguments/neox_args.py:1303:NeoXArgsTraining",
  ],
  explain: `NeoX accepts them and does nothing with them: \`adlr_autoresume\` and its interval, \`short_seq_prob\`,
DeepSpeed's old \`deepscale\`, and \`no_save_optim\`: the states of the optimizer
are saved.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    no_save_optim: true
  `,
  good: EXAMPLE_MODEL,
  message: (_launch, key) => t("NeoX accepts {0} and never reads it.", key),
});
