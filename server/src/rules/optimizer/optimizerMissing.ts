import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { holdsFor } from "../../launch/target";
import { AT_MAIN, since } from "../../launch/windows";
import { isSurelyNull } from "../../model/certainty";
import { isTraining } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL, EXAMPLE_TOKENIZER } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const TRAINING = "train_iters: 1000\ndata_path: data/enwik8_text_document\ndata_impl: mmap\n";

/** Versions that look whether there is one. */
const LOOKED_AT = since("507ad042");

export default defineRule({
  id: "optimizer-missing",
  phase: "optimizer",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["optimizer", "no_load_optim"],
  neox: { at: "megatron/training.py:get_optimizer", raises: "SystemExit" },
  summary: "Training needs an `optimizer`",
  explain: `The arguments pass without it, for defaults fill its type and learning rate. When NeoX builds the
optimizer it prints one line and exits with status 0, so that the job looks like a success
(\`megatron/training.py:966\`; at v2.0 a TypeError). Seen by running NeoX's own \`get_optimizer\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        ${EXAMPLE_TOKENIZER}
        ${TRAINING}
      `,
    },
    launched: true,
    gpus: 8,
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        ${EXAMPLE_TOKENIZER}
        ${TRAINING}
        optimizer:
          type: Adam
          params:
            lr: 0.0006
      `,
    },
    launched: true,
    gpus: 8,
  },
  tellsWhenUnset: true,
  message: (launch) =>
    isSurelyNull(launch, "optimizer") && launch.get("no_load_optim") === false && isTraining(launch)
      ? outcome(launch)
      : undefined,
});

function outcome(launch: Launch): string {
  return holdsFor(LOOKED_AT, launch.target) === "never"
    ? t("No optimizer is set: NeoX stops with a TypeError when it comes to build one.")
    : t(
        "No optimizer is set: NeoX ends with exit code 0 when it comes to build one, and a queue sees success.",
      );
}
