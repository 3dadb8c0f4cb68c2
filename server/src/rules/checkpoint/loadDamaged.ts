import { t } from "../../base/l10n";
import { loadingOf } from "../../resume/loading";
import { oddFiles } from "../../resume/oddFiles";
import { defineRule } from "../kit/defineRule";
import { exampleCheckpoint, RESUMED_CHECKPOINT, RESUMED_MODEL, savedAs } from "../kit/exampleCheckpoint";

export default defineRule({
  id: "load-damaged",
  phase: "resume",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["load"],
  neox: { at: "megatron/checkpointing.py:load_checkpoint" },
  summary: "A file of the checkpoint is damaged, or stands in the place of another",
  explain: `torch compares no checksums when it reads a file, and weights of the same shapes fit anywhere: a damaged file, or one
rank's or layer's file copied over another's, loads without a word and trains on. Each file of \`torch.save\` keeps the name
it was saved under and a checksum of each record; checksums are compared of files up to 4 MB. Copy the file again.`,
  bad: {
    files: { "model.yml": RESUMED_MODEL },
    loads: {
      said: "a checkpoint with the file of another rank under its name",
      facts: () => savedAs("mp_rank_01_model_states"),
    },
  },
  good: {
    files: { "model.yml": RESUMED_MODEL },
    loads: { said: RESUMED_CHECKPOINT, facts: exampleCheckpoint },
  },
  check(launch, report) {
    const loading = loadingOf(launch);
    if (loading.outcome !== "loads") return;
    for (const odd of oddFiles(loading.context)) {
      report({
        at: "load",
        message:
          odd.kind === "damaged"
            ? t(
                "{0} is damaged: the checksum of {1} does not fit. It loads without a word.",
                odd.file,
                odd.record,
              )
            : t(
                "{0} was saved as {1}: it is another file's copy, and loads without a word.",
                odd.file,
                odd.savedAs,
              ),
      });
    }
  },
});
