import { beforeEach, expect, test, vi } from "vitest";
import { fixLaunch } from "../../server/src/cli/fixes";
import { checkInput } from "../../server/src/cli/launchInput";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { smallTraining } from "../smallTraining";

vi.mock("../../server/src/cli/launchInput", async (original) => {
  const actual = await original<typeof import("../../server/src/cli/launchInput")>();
  return { ...actual, checkInput: vi.fn(actual.checkInput) };
});

beforeEach(() => void vi.mocked(checkInput).mockClear());

function fixed(...lines: readonly string[]) {
  const files = [{ path: "model.yml", text: smallTraining(...lines) }];
  const target = parseTarget("main") ?? UNKNOWN_TARGET;
  const { applied } = fixLaunch({ files, target, gpus: 8, scope: "launch" });
  return applied.map(({ place, title }) => `${place} ${title}`);
}

test("values that are misspelt alike are mended together, in the order in which one after the other would be", () => {
  const numbers = ["min_lr: 1e-5", "weight_decay: 1e-2", "init_method_std: 2e-2", "gradient_clipping: 1e0"];
  expect(fixed('hidden_size: "1024"', 'num_attention_heads: "16"', ...numbers)).toEqual([
    "model.yml:20 Write min_lr: 1.0e-5",
    "model.yml:21 Write weight_decay: 1.0e-2",
    "model.yml:22 Write init_method_std: 2.0e-2",
    "model.yml:23 Write gradient_clipping: 1.0e+0",
    "model.yml:18 Write hidden_size: 1024",
    "model.yml:19 Write num_attention_heads: 16",
  ]);
  // At first, after the numbers, and after the sizes.
  expect(checkInput).toHaveBeenCalledTimes(3);
});

test("of values that would stop NeoX together only the first is mended", () => {
  expect(fixed('hidden_size: "1000"', 'num_attention_heads: "3"', 'seq_length: "64"')).toEqual([
    "model.yml:18 Write hidden_size: 1000",
    "model.yml:20 Write seq_length: 64",
  ]);
});
