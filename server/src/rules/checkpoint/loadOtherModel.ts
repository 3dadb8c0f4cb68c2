import { t } from "../../base/l10n";
import { repr } from "../../python/text";
import { silentChanges } from "../../resume/changes";
import { loadingOf } from "../../resume/loading";
import { defineRule } from "../kit/defineRule";
import { exampleCheckpoint, RESUMED_CHECKPOINT, RESUMED_MODEL } from "../kit/exampleCheckpoint";
import { setValue } from "../kit/simpleFixes";

const EXAMPLE = { said: RESUMED_CHECKPOINT, facts: exampleCheckpoint };

export default defineRule({
  id: "load-other-model",
  phase: "resume",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["load"],
  neox: { at: "megatron/checkpointing.py:load_checkpoint" },
  summary: "The checkpoint's weights fit, and the model computes something else with them",
  explain: `What leaves no trace in the weights' names and shapes is compared by nobody: another activation, share or base of the
rotary positions, epsilon of a norm, residual or dropout loads and trains on, from a loss that is not the checkpoint's. It is
told by the configs that NeoX saves beside the weights.`,
  bad: { files: { "model.yml": `${RESUMED_MODEL}activation: relu\n` }, loads: EXAMPLE },
  good: { files: { "model.yml": RESUMED_MODEL }, loads: EXAMPLE },
  check(launch, report) {
    const loading = loadingOf(launch);
    if (loading.outcome !== "loads") return;
    const changes = silentChanges(loading.context).filter(({ effect }) => effect === "model");
    const first = changes[0];
    if (first === undefined) return;
    const values = changes.map(({ name, saved, launched }) =>
      t("{0} was {1} and is {2}", name, repr(saved), repr(launched)),
    );
    const keys = changes.map(({ name }) => name);
    report({
      at: first.name,
      keys,
      operands: ["load", ...keys],
      message: t(
        "The checkpoint's weights load into another model, without a word: {0}.",
        values.join(t(", ")),
      ),
      // Who goes on with longer texts or less dropout means what the file says.
      fixes: () => (changes.length === 1 ? [setValue(first.name, first.saved, false)] : []),
    });
  },
});
