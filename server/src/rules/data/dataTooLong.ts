import { t } from "../../base/l10n";
import { namedData } from "../../model/data/namedData";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_DATA, exampleData, exampleSample } from "../kit/exampleData";
import { yaml } from "../kit/yaml";

const WHOLE = yaml`
  ${EXAMPLE_DATA}
  pack_impl: pack_until_overflow
  allow_chopped: false
`;

export default defineRule({
  id: "data-too-long",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["seq_length", "allow_chopped", "pack_impl", "data_path"],
  neox: { at: "megatron/data/gpt2_dataset.py:_build_index_mappings", raises: "IndexError" },
  summary: "No document fits into a sequence, and none may be cut",
  explain: `With \`allow_chopped: false\` documents of more than \`seq_length\` + 1 tokens are left out. Where all of them are, packing until
overflow runs off their end ("index out of bounds"), and unpacked data is looked through for ever. With
\`pack_impl: packed\` documents are cut whatever is said.`,
  bad: {
    files: { "model.yml": WHOLE },
    loads: {
      said: "documents of 3000 tokens and more",
      facts: () => exampleSample({ shortest: 3000, longest: 9000 }),
    },
  },
  good: {
    files: { "model.yml": WHOLE },
    loads: { said: "documents of 100 to 1000 tokens", facts: exampleData },
  },
  check(launch, report) {
    const seqLength = positiveInt(launch, "seq_length");
    const packing = launch.derivation.get("pack_impl");
    if (seqLength === undefined || packing === "packed" || launch.derivation.get("allow_chopped") !== false)
      return;
    for (const { key, dataset, holds } of namedData(launch)) {
      const { sample } = dataset.index ?? {};
      if (
        holds !== "tokens" ||
        !sample?.isWhole ||
        sample.documents === 0 ||
        sample.shortest <= seqLength + 1
      )
        continue;
      report({
        at: "allow_chopped",
        operands: [key, "seq_length"],
        message: t(
          "The shortest document of {0} has {1} tokens, and with allow_chopped false none above {2} is taken: NeoX finds nothing to train on.",
          dataset.prefix,
          sample.shortest,
          seqLength + 1,
        ),
        fixes: () => [
          {
            title: t("pack_impl: packed, without allow_chopped"),
            preferred: true,
            set: { pack_impl: "packed" },
            remove: ["allow_chopped"],
            givesUp: t("whole documents"),
          },
        ],
      });
    }
  },
});
