import { t } from "../../l10n";
import { positiveInt } from "../../model/sizes";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineRule } from "../rule";
import { setValue } from "../simpleFixes";

const SHORT = EXAMPLE_MODEL.replace("seq_length: 2048\n", "");

export default defineRule({
  id: "sequence-length-positive",
  phase: "model",
  severity: "error",
  keys: ["seq_length"],
  neox: { at: "megatron/model/positional_embeddings.py:_prepare_cache", raises: "RuntimeError" },
  summary: "`seq_length` must be at least 1",
  explain: `No tensor has a negative dimension, and with 0 there is nothing to train on.`,
  bad: `${SHORT}seq_length: -1\n`,
  good: `${SHORT}seq_length: 2048\n`,
  check(launch, report) {
    const seqLength = launch.derivation.int("seq_length");
    if (seqLength === undefined || seqLength >= 0) return;
    const positions = positiveInt(launch, "max_position_embeddings");
    report({
      at: "seq_length",
      message: t("seq_length is {0}.", seqLength),
      fixes: () => (positions === undefined ? [] : [setValue("seq_length", BigInt(positions))]),
    });
  },
});
