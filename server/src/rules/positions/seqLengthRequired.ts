import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { holdsFor } from "../../launch/target";
import { AT_MAIN, since } from "../../launch/windows";
import { isSurelyNull } from "../../model/certainty";
import { hasTransformerLayer, layerKinds } from "../../model/layerKinds";
import { isTraining } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { movedTo } from "../kit/saidElsewhere";
import { setValue } from "../kit/simpleFixes";

/** In a training the data are opened before the model is built. */
const DATA = {
  phase: "data",
  holds: {},
  neox: { at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders", raises: "TypeError" },
} as const;

export default defineRule({
  id: "seq-length-required",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["seq_length", "pos_emb", "max_position_embeddings"],
  holds: since("3bfedf47"),
  neox: { at: "megatron/model/positional_embeddings.py:_prepare_cache", raises: "TypeError" },
  summary: "`seq_length` must be set",
  sources: [
    "megatron/model/positional_embeddings.py:66:_prepare_cache",
    "megatron/data/data_utils.py:695:build_train_valid_test_data_loaders",
  ],
  explain: `NeoX does not check it. A training stops as it opens its data, which are cut by it. Without data, rotary
embeddings build their table for it: \`arange(): argument 'end' must be Number, not NoneType\`.`,
  bad: {
    files: {
      "model.yml": EXAMPLE_MODEL.replace("seq_length: 2048", "seq_length: null\npos_emb: rotary"),
    },
    neox: "main",
  },
  good: { files: { "model.yml": EXAMPLE_MODEL }, neox: "main" },
  check(launch, report) {
    if (!isSurelyNull(launch, "seq_length")) return;
    const kinds = layerKinds(launch);
    const rotary = launch.get("pos_emb") === "rotary" && kinds !== undefined && hasTransformerLayer(kinds);
    const positions = launch.derivation.int("max_position_embeddings");
    report({
      at: "seq_length",
      message:
        rotary && !isSeen(launch)
          ? t("seq_length is not set, and rotary embeddings need it for their table.")
          : t("seq_length is not set, and the data set needs it."),
      ...(rotary && !isSeen(launch) ? {} : { ...DATA, ...(!isSeen(launch) && { severity: "warning" }) }),
      fixes: () => {
        const moved = movedTo(launch, "seq_length");
        return moved.length > 0 || positions === undefined
          ? moved
          : [setValue("seq_length", BigInt(positions))];
      },
    });
  },
});

/** Whether the data set was seen to stop: at main, in a training. */
function isSeen(launch: Launch): boolean {
  return holdsFor(AT_MAIN, launch.target) === "always" && isTraining(launch) && launch.scope === "launch";
}
