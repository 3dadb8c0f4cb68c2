import { t } from "../../base/l10n";
import { SPLITS } from "../../launch/dataSplits";
import { AT_MAIN } from "../../launch/windows";
import { namedData } from "../../model/data/namedData";
import { isInference } from "../../model/run/isTraining";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_LABELS, exampleLateLabels } from "../kit/exampleData";

const LABELS = SPLITS.map((split) => `${split}_label_data_paths`);

const WHOLE = `${EXAMPLE_LABELS}pack_impl: pack_until_overflow\n`;

export default defineRule({
  id: "data-labels-late",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: [...LABELS, "seq_length", "pack_impl"],
  neox: { at: "megatron/data/gpt2_dataset.py:_build_index_mappings", raises: "IndexError" },
  summary: "No document has a label within `seq_length`",
  sources: ["megatron/data/gpt2_dataset.py:318-327:_build_index_mappings"],
  explain: `Unless data is packed, NeoX leaves out documents of which the first \`seq_length\` labels are all -100. Where all are,
packing until overflow runs off their end ("index out of bounds"), and unpacked data is looked through for ever.`,
  bad: {
    files: { "model.yml": WHOLE },
    neox: "main",
    loads: { said: "labels that begin after 3000 tokens", facts: () => exampleLateLabels(3000) },
  },
  good: {
    files: { "model.yml": WHOLE },
    neox: "main",
    loads: { said: "labels that begin after 10 tokens", facts: () => exampleLateLabels(10) },
  },
  check(launch, report) {
    const seqLength = positiveInt(launch, "seq_length");
    const packing = launch.derivation.get("pack_impl");
    if (seqLength === undefined || isInference(launch)) return;
    if (packing !== "pack_until_overflow" && packing !== "unpacked") return;
    const looked = packing === "unpacked" ? seqLength : seqLength + 1;
    for (const { key, dataset } of namedData(launch)) {
      const { isWhole, firstLearned = 0 } = dataset.index?.sample ?? {};
      if (!LABELS.includes(key) || isWhole !== true || firstLearned < looked) continue;
      report({
        at: key,
        keys: [key],
        operands: ["seq_length", "pack_impl"],
        message: t(
          "No document of {0} has a label among its first {1}: NeoX leaves all of them out, and finds nothing to train on.",
          dataset.prefix,
          looked,
        ),
      });
    }
  },
});
