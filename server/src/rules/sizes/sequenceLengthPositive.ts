import { t } from "../../base/l10n";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const SHORT = EXAMPLE_MODEL.replace("seq_length: 2048\n", "");

/** Nothing stops here, so it is no error: the job hangs once it has data. */
const ENDLESS = {
  at: "seq_length",
  phase: "data",
  severity: "warning",
  neox: { at: "megatron/data/gpt2_dataset.py:_num_epochs" },
} as const;

export default defineRule({
  id: "sequence-length-positive",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["seq_length"],
  neox: { at: "megatron/model/positional_embeddings.py:_prepare_cache", raises: "RuntimeError" },
  summary: "`seq_length` must be at least 1",
  explain: `No tensor has a negative dimension. With 0 the layers are built and run, but the index of the training data
asks for more epochs until there are enough samples, and a sample of no tokens never gets it there
(\`megatron/data/gpt2_dataset.py:412\`: the division by 0 gives NumPy's 0, with no more than a warning).`,
  bad: yaml`
    ${SHORT}
    seq_length: -1
  `,
  good: yaml`
    ${SHORT}
    seq_length: 2048
  `,
  check(launch, report) {
    const seqLength = launch.derivation.int("seq_length");
    if (seqLength === undefined || seqLength > 0) return;
    const positions = positiveInt(launch, "max_position_embeddings");
    const fixes = () => (positions === undefined ? [] : [setValue("seq_length", BigInt(positions))]);
    if (seqLength < 0) report({ at: "seq_length", message: t("seq_length is {0}.", seqLength), fixes });
    else
      report({
        ...ENDLESS,
        message: t("seq_length is 0: NeoX looks for training samples without end."),
        fixes,
      });
  },
});
