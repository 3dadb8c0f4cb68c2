import { t } from "../../base/l10n";
import { checkpointOf } from "../../launch/loads";
import { absentNamedFiles } from "../../launch/namedFiles";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";

const LOAD = `${EXAMPLE_MODEL}load: checkpoints/19M\niteration: 4000\n`;

export default defineRule({
  id: "load-iteration-missing",
  phase: "resume",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["iteration", "load"],
  neox: { at: "megatron/checkpointing.py:load_checkpoint", raises: "AssertionError" },
  summary: "The checkpoint of this `iteration` is not in `load`",
  sources: [
    "megatron/checkpointing.py:155:get_checkpoint_tag",
    "megatron/checkpointing.py:403:load_checkpoint",
  ],
  explain: `NeoX loads \`global_step\` and the number below \`load\`, and stops where there is none. It is
told where the folder of \`load\` is there and the checkpoint is not. Without \`iteration\` the newest is loaded.`,
  bad: { files: { "model.yml": LOAD }, absentFiles: ["checkpoints/19M/global_step4000"] },
  good: { files: { "model.yml": LOAD }, absentFiles: [] },
  check(launch, report) {
    // Whoever looked into the folder tells more.
    if (checkpointOf(launch) !== undefined) return;
    for (const { key, path } of absentNamedFiles(launch)) {
      if (key !== "iteration") continue;
      report({
        at: key,
        message: t("{0} is not there: NeoX refuses to load another checkpoint instead.", path),
        fixes: () => [removeKey("iteration", false)],
      });
    }
  },
});
