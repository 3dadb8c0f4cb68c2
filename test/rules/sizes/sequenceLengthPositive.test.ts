import { expect, test } from "vitest";
import { check } from "../../../server/src/features/check";
import { MAIN_TARGET } from "../../../server/src/launch/target";
import { readYaml } from "../../../server/src/yaml/read";

function told(seqLength: number): readonly string[] {
  const text = `num_layers: 2\nhidden_size: 64\nnum_attention_heads: 8\nmax_position_embeddings: 64\nseq_length: ${seqLength}\n`;
  const { findings } = check({
    files: [{ path: "model.yml", document: readYaml(text) }],
    target: MAIN_TARGET,
  });
  return findings
    .filter(({ keys }) => keys.includes("seq_length"))
    .map(({ rule, severity, phase, span, fixes }) =>
      [rule, severity, phase, text.slice(span.start, span.end), ...fixes().map(({ title }) => title)].join(
        " ",
      ),
    );
}

test.each([
  [-1, ["sequence-length-positive error model -1 seq_length: 64"]],
  [0, ["sequence-length-positive warning data 0 seq_length: 64"]],
  [64, []],
])("seq_length: %i", (seqLength, expected) => expect(told(seqLength)).toEqual(expected));
