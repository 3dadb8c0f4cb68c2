import { expect, test } from "vitest";
import { parseTarget } from "../../../server/src/launch/parseTarget";
import { UNKNOWN_TARGET } from "../../../server/src/launch/target";
import { hasDenseMlp } from "../../../server/src/model/denseMlp";
import { total } from "../../../server/src/model/parameters/count";
import { layersOf } from "../../../server/src/model/parameters/layer";
import { layerCount, modelParameters } from "../../../server/src/model/parameters/modelParameters";
import { launchWith } from "../launchOf";

const BASE = {
  num_layers: 4,
  hidden_size: 256,
  num_attention_heads: 8,
  seq_length: 64,
  max_position_embeddings: 128,
  mlp_multiple_of: 1,
};

const allOf = (...kinds: string[]) => ({ attention_config: [[kinds, "all"]] });

/** Parameters of a layer of each kind, as gpt-neox ea7aefd8 built them on one rank. */
const RECORDED = [
  { built: { gmlp: 795_456 }, config: allOf("gmlp") },
  { built: { amlp: 1_139_408 }, config: { ...allOf("amlp"), gmlp_attn_dim: 48, norm: "rmsnorm" } },
  { built: { mamba: 438_016 }, config: { ...allOf("mamba"), norm: "rmsnorm" } },
  {
    built: { mamba: 548_656 },
    config: {
      ...allOf("mamba"),
      mamba_use_bias_in_linears: true,
      mamba_use_bias_in_conv: false,
      intermediate_size: 640,
    },
  },
  { built: { rwkv: 970_752 }, config: { ...allOf("rwkv"), dim_att: 256 } },
  { built: { rwkv: 1_283_072 }, config: { ...allOf("rwkv"), dim_att: 512, expansion_factor: 3.3 } },
  { built: { global: 789_760, gmlp: 795_456 }, config: allOf("global", "gmlp") },
  {
    built: { global: 435_648 },
    config: {
      num_kv_heads: 2,
      use_bias_in_attn_linear: false,
      norm: "rmsnorm",
      activation: "swiglu",
      mlp_multiple_of: 32,
    },
  },
  { built: { global: 675_136 }, config: { num_kv_heads: 1, use_qk_layernorm: true } },
  {
    built: { global: 429_746 },
    config: { activation: "geglu", expansion_factor: 2.5, mlp_multiple_of: 8, norm: "scalenorm" },
  },
];

test.each(RECORDED)("$config builds $built", ({ config, built }) => {
  const parameters = modelParameters(launchWith({ ...BASE, ...config }));
  const counted = [...(parameters?.parts.keys() ?? [])].map((kind) => [
    kind,
    parameters && total(layerCount(parameters, kind)),
  ]);
  expect(Object.fromEntries(counted)).toEqual(built);
});

test("experts stand in every second layer, as two plain matrices each and a router", () => {
  const config = { ...BASE, moe_num_experts: 4, moe_expert_interval: 2, activation: "swiglu" };
  const parameters = modelParameters(launchWith(config));
  expect(parameters?.layers.map(({ name }) => name)).toEqual([
    "global + experts",
    "global",
    "global + experts",
    "global",
  ]);
  const experts = parameters?.parts.get("global + experts")?.find(({ name }) => name === "experts");
  expect(experts?.count).toEqual({ divided: 4 * 2 * 1024 * 256, whole: 256 * 4 });
});

test.each([
  { neox: "2024-10-31", config: { moe_num_experts: 4 }, withExperts: [true, false, true, false] },
  {
    neox: "2024-10-31",
    config: { moe_num_experts: 4, expert_interval: 3 },
    withExperts: [true, false, false, true],
  },
  { neox: "2024-04-01", config: { num_experts: 4 }, withExperts: [true, false, true, false] },
  { neox: "main", config: { moe_num_experts: 4 }, withExperts: [true, true, true, true] },
])("experts of $config at $neox stand in the layers of that version", ({ neox, config, withExperts }) => {
  const launch = launchWith({ ...BASE, ...config }, { target: parseTarget(neox) ?? UNKNOWN_TARGET });
  expect(layersOf(launch)?.map(({ hasExperts }) => hasExperts)).toEqual(withExperts);
  expect(hasDenseMlp(launch)).toBe(withExperts.includes(false));
});

test("sizes that do not divide build nothing", () => {
  expect(modelParameters(launchWith({ ...BASE, num_attention_heads: 7 }))).toBeUndefined();
});
