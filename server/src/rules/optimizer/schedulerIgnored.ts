import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "scheduler-ignored",
  phase: "args",
  severity: "warning",
  outcome: "ignored",
  evidence: "ran",
  idle: ["scheduler"],
  neox: { at: "megatron/training.py:setup_model_and_optimizer" },
  summary: "DeepSpeed's `scheduler` block is not the schedule that NeoX trains with",
  sources: [
    "megatron/training.py:1188:setup_model_and_optimizer",
    "megatron/neox_arguments/arguments.py:1069:calculate_derived",
  ],
  explain: `NeoX hands DeepSpeed a schedule of its own, which wins, and writes the block itself for OneBitAdam. The
schedule is \`lr_decay_style\`, \`warmup\`, \`lr_decay_iters\` and \`min_lr\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    scheduler:
      type: WarmupLR
      params:
        warmup_num_steps: 1000
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    lr_decay_style: cosine
    warmup: 0.01
  `,
  message: () =>
    t(
      "NeoX does not train with this scheduler: lr_decay_style, warmup, lr_decay_iters and min_lr are the schedule.",
    ),
});
