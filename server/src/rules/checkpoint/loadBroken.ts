import { t } from "../../base/l10n";
import { type Checkpoint, nameOfStep } from "../../checkpoints/checkpoint";
import { loadingOf } from "../../resume/loading";
import type { LoadStop } from "../../resume/stop";
import { defineRule } from "../kit/defineRule";
import { exampleCheckpoint, RESUMED_CHECKPOINT, RESUMED_MODEL } from "../kit/exampleCheckpoint";
import { removeKey } from "../kit/simpleFixes";

export default defineRule({
  id: "load-broken",
  phase: "resume",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["load", "iteration"],
  neox: { at: "megatron/checkpointing.py:load_checkpoint", raises: "AssertionError" },
  summary: "The checkpoint in `load` is not whole",
  explain: `A file that DeepSpeed asks for is not there, or is cut: of the step that \`latest\` or \`iteration\` names, a rank
(\`deepspeed/runtime/state_dict_factory.py:check_ckpt_list\`), a layer of a pipeline
(\`deepspeed/runtime/pipe/module.py:load_state_dir\`) or a part of ZeRO's optimizer. The message is often empty. Copy the
files again, or take another step: write its folder's name into \`latest\`, or set \`iteration\`.`,
  bad: {
    files: { "model.yml": RESUMED_MODEL },
    loads: {
      said: "a folder in which latest names a step that is gone",
      facts: () => exampleCheckpoint({ files: new Map() }),
    },
  },
  good: {
    files: { "model.yml": RESUMED_MODEL },
    loads: { said: RESUMED_CHECKPOINT, facts: exampleCheckpoint },
  },
  check(launch, report) {
    const loading = loadingOf(launch);
    if (loading.outcome !== "stops") return;
    const { stop, context } = loading;
    const message = messageOf(stop, context.checkpoint);
    if (message === undefined) return;
    const isChosen = stop.kind === "no-step" && typeof launch.get("iteration") === "bigint";
    report({
      at: isChosen ? "iteration" : "load",
      message,
      fixes: () => (isChosen ? [removeKey("iteration", false)] : []),
    });
  },
});

function messageOf(stop: LoadStop, checkpoint: Checkpoint): string | undefined {
  const name = nameOfStep(checkpoint);
  const { folder, steps } = checkpoint;
  const place = name === undefined ? t("The folder that latest names in {0}", folder) : `${folder}/${name}`;
  switch (stop.kind) {
    case "no-universal":
      return t(
        "There is no file latest_universal in the folder, and a universal checkpoint is asked for: convert it with ds_to_universal.py.",
      );
    case "no-step":
      return steps.length > 0
        ? t("{0} holds no checkpoint. These iterations are there: {1}.", place, steps.join(t(", ")))
        : t("{0} holds no checkpoint.", place);
    case "missing":
      return t("{0} is missing in {1}.", stop.file, place);
    case "unreadable":
      return t(
        "{0} in {1} cannot be read: {2}. It is cut, or no file of torch.save.",
        stop.file,
        place,
        stop.problem,
      );
    case "rank-count":
      return t("{0} holds {1} files mp_rank_NN, and {2} were saved.", place, stop.found, stop.saved);
    case "other-layer":
      return t("{0} in {1} does not hold what the other layers hold.", stop.file, place);
    default:
      return undefined;
  }
}
