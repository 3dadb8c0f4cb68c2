import { t } from "../../l10n";
import { isOn } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineIgnoredKeys } from "../ignored/ignoredKeys";
import { blockValue } from "../nested/blockValue";
import { defineRule, type Rule } from "../rule";
import { setValue } from "../simpleFixes";

const WANDB = ["wandb_group", "wandb_run_name", "wandb_team", "wandb_project"] as const;
const COMET = [
  "comet_workspace",
  "comet_project",
  "comet_experiment_name",
  "comet_tags",
  "comet_others",
] as const;

/** DeepSpeed's own monitors, and what switches on NeoX's logger of that kind. */
const DEEPSPEED_MONITORS: Readonly<Record<string, string>> = {
  wandb: "use_wandb",
  tensorboard: "tensorboard_dir",
  csv_monitor: "tensorboard_dir",
};

/** Weights & Biases, Comet, TensorBoard. */
export const monitorRules: readonly Rule[] = [
  defineIgnoredKeys({
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
  }),
  defineIgnoredKeys({
    id: "comet-keys-unused",
    phase: "train",
    severity: "information",
    keys: [...COMET, "use_comet"],
    idle: COMET,
    holds: { from: "2024-09-09", since: "17fb83f2" },
    neox: { at: "megatron/neox_arguments/arguments.py:initialize_comet" },
    summary: "`comet_*` keys without `use_comet`",
    explain: "NeoX starts Comet only with `use_comet` (`megatron/neox_arguments/arguments.py:183`).",
    bad: `${EXAMPLE_MODEL}comet_project: big\n`,
    good: `${EXAMPLE_MODEL}use_comet: true\ncomet_project: big\n`,
    because: (launch, key) => {
      const value = launch.get("use_comet");
      return value === false || (value === null && isOn(launch, "use_comet") === false)
        ? t("{0} has no effect: use_comet is not set.", key)
        : undefined;
    },
    instead: () => [setValue("use_comet", true)],
  }),
  defineRule({
    id: "deepspeed-monitor",
    phase: "train",
    severity: "hint",
    keys: Object.keys(DEEPSPEED_MONITORS),
    holds: { from: "2023-03-26", since: "5c5fb945" },
    neox: { at: "megatron/neox_arguments/deepspeed_args.py" },
    summary: "The blocks `wandb`, `tensorboard` and `csv_monitor` are DeepSpeed's",
    explain: `They switch on monitors of DeepSpeed (\`megatron/neox_arguments/deepspeed_args.py:210\`); the loss and the other
figures of NeoX go to \`use_wandb\` and \`tensorboard_dir\`.`,
    bad: `${EXAMPLE_MODEL}wandb: {enabled: true}\n`,
    good: `${EXAMPLE_MODEL}use_wandb: true\n`,
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
  }),
];
