import { t } from "../../base/l10n";
import { isSurelyNull } from "../../model/certainty";
import { usualInterval } from "../../model/run/usualInterval";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { movedTo } from "../kit/saidElsewhere";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "save-schedule",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["save", "checkpoint_factor", "extra_save_iters"],
  neox: { at: "megatron/neox_arguments/arguments.py:validate_values", raises: "ValueError" },
  summary: "`save` needs to know when: `checkpoint_factor` or `extra_save_iters`",
  sources: ["megatron/neox_arguments/arguments.py:1276:validate_values"],
  explain: `With \`save\` set NeoX refuses to start without either. \`checkpoint_factor\` counts iterations between
checkpoints.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        save: checkpoints
      `,
    },
    launched: true,
    gpus: 8,
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        save: checkpoints
        checkpoint_factor: 1000
      `,
    },
    launched: true,
    gpus: 8,
    neox: "main",
  },
  check(launch, report) {
    if ((launch.get("save") ?? null) === null) return;
    const keys = ["checkpoint_factor", "extra_save_iters"];
    if (!keys.every((key) => isSurelyNull(launch, key))) return;
    report({
      at: "save",
      message: t("save is set, but neither checkpoint_factor nor extra_save_iters says when to save."),
      fixes: () => {
        const moved = keys.flatMap((key) => movedTo(launch, key));
        return moved.length > 0 ? moved : [setValue("checkpoint_factor", usualInterval(launch))];
      },
    });
  },
});
