import { expect, test } from "vitest";
import { troubleOf } from "../../server/src/features/verify/troubles";

const standIns = { missing: [], notRun: [] };

/** Whether an exception is none of the config's. */
function isTrouble(type: string, message: string, torch = "2.0.1"): boolean {
  const verdict = { launches: false, type, message };
  return troubleOf({ python: "3.10", torch, standIns, verdict }) !== undefined;
}

test.each([
  ["RuntimeError", "Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU"],
  ["AssertionError", "Torch not compiled with CUDA enabled"],
  ["NotImplementedError", "Could not run 'aten::equal' with arguments from the 'Meta' backend."],
  ["RuntimeError", "\"addmm_impl_cpu_\" not implemented for 'Half'"],
  ["AttributeError", "module 'torch.nn' has no attribute 'RMSNorm'"],
  ["TypeError", "LayerNorm.__init__() got an unexpected keyword argument 'bias'"],
])("%s: %s is of the machine", (type, message) => {
  expect(isTrouble(type, message)).toBe(true);
});

test.each([
  ["AssertionError", "pos_emb is 'Found no NVIDIA driver'"],
  ["KeyError", "'No CUDA GPUs are available'"],
  ["ValueError", "Found no NVIDIA driver"],
  ["AssertionError", "norm: Torch not compiled with CUDA enabled"],
  ["TypeError", "int() got module 'torch' has no attribute 'x'"],
  ["NotImplementedError", "unknown norm Could not run 'aten::x'"],
])("%s: %s is of the config", (type, message) => {
  expect(isTrouble(type, message)).toBe(false);
});
