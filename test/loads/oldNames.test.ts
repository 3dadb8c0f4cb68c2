import { expect, test } from "vitest";
import type { RankState } from "../../server/src/checkpoints/savedState";
import { createLaunch } from "../../server/src/launch/createLaunch";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import type { SavedModel } from "../../server/src/resume/savedModel";
import { misfitsOf } from "../../server/src/resume/traits";
import { readYaml } from "../../server/src/yaml/read";

const RANK: RankState = {
  module: new Map(),
  dataParallelSize: 1,
  ranks: 1,
  samples: 0,
  iteration: 0,
  args: new Map(),
  schedule: undefined,
  optimizer: undefined,
  isFp16: false,
  names: new Set(),
};

const OLD: SavedModel = {
  isPipeline: true,
  rank: RANK,
  ranks: 1,
  modelParallelSize: 1,
  layers: new Map([[2, new Map([["mlp.dense_h_to_4h.weight", { shape: [32, 8], type: "float16" }]])]]),
};

/** Names that changed, by target. */
function namesMisfit(neox: string): boolean {
  const text = "num_layers: 1\nhidden_size: 8\nnum_attention_heads: 2\nload: x\n";
  const files = [{ path: "a.yml", document: readYaml(text) }];
  const launch = createLaunch({ files, target: parseTarget(neox) ?? UNKNOWN_TARGET, scope: "launch" });
  return misfitsOf(launch, OLD).some(({ trait }) => trait.name === "mlp-names");
}

test("an MLP of the names before 2024-09 fits a NeoX of that time, and not main", () => {
  expect([namesMisfit("2024-01-31"), namesMisfit("main"), namesMisfit("?")]).toEqual([false, true, false]);
});
