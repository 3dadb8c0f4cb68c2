import { t } from "../../base/l10n";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineIgnoredKeys } from "../kit/ignoredKeys";

const WANDB = ["wandb_group", "wandb_run_name", "wandb_team", "wandb_project"] as const;

export default defineIgnoredKeys({
  id: "wandb-keys-unused",
  phase: "train",
  keys: [...WANDB, "use_wandb"],
  idle: WANDB,
  neox: { at: "megatron/utils.py:init_wandb" },
  summary: "`wandb_*` keys with `use_wandb: false`",
  explain: "NeoX does not start Weights & Biases then (`megatron/utils.py:159`).",
  bad: `${EXAMPLE_MODEL}use_wandb: false\nwandb_project: big\n`,
  good: `${EXAMPLE_MODEL}use_wandb: true\nwandb_project: big\n`,
  because: (launch, key) =>
    launch.get("use_wandb") === false ? t("{0} has no effect: use_wandb is false.", key) : undefined,
});
