import { describe, expect, test } from "vitest";
import type { Argument } from "../../server/src/arguments/argument";
import { catalogueAt, catalogueOf } from "../../server/src/arguments/catalogue";
import { unknownSizes } from "../../server/src/arguments/checkout/layerSizes";
import { parsePython } from "../../server/src/arguments/checkout/pythonModule";
import { check } from "../../server/src/features/check";
import { MAIN_DATE, type Target } from "../../server/src/launch/target";
import { total } from "../../server/src/model/parameters/count";
import { layerCount, modelParameters } from "../../server/src/model/parameters/modelParameters";
import { readYaml } from "../../server/src/yaml/read";

const SMALL = `
hidden_size: 1024
num_layers: 2
num_attention_heads: 16
num_kv_heads: 8
max_position_embeddings: 512
norm: rmsnorm
activation: swiglu
intermediate_size: 9216
use_bias_in_mlp: false
use_bias_in_attn_linear: false
`;

/** Main with two arguments of a fork; `unknown` are classes that it makes in a way of its own. */
function forkOf(unknown: readonly string[] = []): Target {
  const main = catalogueAt("main");
  const [size, flag] = [main.get("hidden_size"), main.get("use_qk_layernorm")];
  if (size === undefined || flag === undefined) throw new Error("no such arguments");
  const own: Argument[] = [
    { ...size, name: "head_dim", default: null },
    { ...flag, name: "use_qk_norm", default: false },
  ];
  return {
    kind: "checkout",
    label: "fork",
    catalogue: catalogueOf([...main.names.flatMap((name) => main.get(name) ?? []), ...own]),
    hasCommit: new Map(),
    place: {
      base: { commit: "ea7aefd8f8e1", date: MAIN_DATE },
      isUnchanged: false,
      changed: new Map(),
      statements: new Set(),
      unknownSizes: new Set(unknown),
    },
  };
}

function layerOf(lines: string, target: Target): number | undefined {
  const { launch } = check({ files: [{ path: "a.yml", document: readYaml(SMALL + lines) }], target });
  const parameters = modelParameters(launch);
  return parameters && total(layerCount(parameters, "global"));
}

describe("a fork with a width of heads of its own", () => {
  test("has queries as wide as its heads", () => {
    const qkv = (16 + 2 * 8) * 128 * 1024;
    const [dense, norms, mlp] = [16 * 128 * 1024, 2 * 1024, (2 + 1) * 3072 * 1024];
    expect(layerOf("head_dim: 128", forkOf())).toBe(qkv + dense + norms + mlp);
    expect(layerOf("head_dim: 128\nuse_qk_norm: true", forkOf())).toBe(qkv + dense + norms + mlp + 2 * 128);
    expect(layerOf("head_dim: 64", forkOf())).toBe(layerOf("", forkOf()));
  });

  test("need not divide its width among them", () => {
    const said = (lines: string) => {
      const text = SMALL.replace("num_attention_heads: 16", "num_attention_heads: 24") + lines;
      const { findings } = check({ files: [{ path: "a.yml", document: readYaml(text) }], target: forkOf() });
      return findings.filter(({ rule }) => rule === "hidden-size-heads").length;
    };
    expect(said("head_dim: 128")).toBe(0);
    expect(said("")).toBe(1);
  });
});

test("what a class makes in a way that is not followed is not counted", () => {
  expect(layerOf("", forkOf(["ParallelMLP"]))).toBeUndefined();
});

test.each([
  ["a projection of its own", "self.third = ColumnLinear(size, 3 * size)", ["ParallelMLP"]],
  ["a width of its own", "inner_size = 7 * size", ["ParallelMLP"]],
  ["what has no parameters", "self.rotary_emb = OwnRotaryEmbedding(size)", []],
  ["a word in the log", "print(size)", []],
])("%s", (_, statement, unknown) => {
  const text = `class ParallelMLP:\n    def __init__(self, size):\n        ${statement}\n`;
  expect(unknownSizes(parsePython("megatron/model/transformer.py", text))).toEqual(unknown);
});
