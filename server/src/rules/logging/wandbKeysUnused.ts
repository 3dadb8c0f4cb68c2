import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const WANDB = ["wandb_group", "wandb_run_name", "wandb_team", "wandb_project"] as const;

export default defineRule({
  id: "wandb-keys-unused",
  phase: "train",
  outcome: "ignored",
  evidence: "read",
  keys: [...WANDB, "use_wandb"],
  idle: WANDB,
  neox: { at: "megatron/utils.py:init_wandb" },
  summary: "`wandb_*` keys with `use_wandb: false`",
  sources: ["megatron/utils.py:159:init_wandb"],
  explain: "NeoX does not start Weights & Biases then.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    use_wandb: false
    wandb_project: big
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    use_wandb: true
    wandb_project: big
  `,
  message: (launch, key) =>
    launch.get("use_wandb") === false ? t("{0} has no effect: use_wandb is false.", key) : undefined,
});
