import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { blockValue } from "../kit/blockValue";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

/** DeepSpeed's own monitors, and what switches on NeoX's logger of that kind. */
const DEEPSPEED_MONITORS: Readonly<Record<string, string>> = {
  wandb: "use_wandb",
  tensorboard: "tensorboard_dir",
  csv_monitor: "tensorboard_dir",
};

export default defineRule({
  id: "deepspeed-monitor",
  phase: "train",
  severity: "hint",
  outcome: "ignored",
  evidence: "read",
  keys: Object.keys(DEEPSPEED_MONITORS),
  holds: since("5c5fb945"),
  neox: { at: "megatron/neox_arguments/deepspeed_args.py" },
  summary: "The blocks `wandb`, `tensorboard` and `csv_monitor` are DeepSpeed's",
  sources: ["megatron/neox_arguments/deepspeed_args.py:210:NeoXArgsDeepspeedConfig"],
  explain: `They switch on monitors of DeepSpeed; the loss and the other figures of NeoX go to \`use_wandb\` and
\`tensorboard_dir\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    wandb: {enabled: true}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    use_wandb: true
  `,
  check(launch, report) {
    for (const [key, own] of Object.entries(DEEPSPEED_MONITORS)) {
      if (!launch.settings.has(key) || blockValue(launch, [key, "enabled"]) !== true) continue;
      if (launch.settings.has(own)) continue;
      report({
        at: { key },
        keys: [key],
        message: t("{0} is DeepSpeed's own monitor; NeoX's figures go where {1} says.", key, own),
      });
    }
  },
});
