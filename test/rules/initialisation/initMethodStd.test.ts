import { expect, test } from "vitest";
import { EXAMPLE_MODEL } from "../../../server/src/rules/kit/exampleModel";
import { checkExample } from "../example";

/** What real NeoX did with each: `error` where it stopped, `warning` where the loss was nan or stayed as it was. */
test.each([
  ["infinite in bfloat16", "1.0e+39", "precision: bfloat16", ["error train AssertionError"]],
  ["and with ZeRO", "1.0e+39", "precision: bfloat16\nzero_optimization: {stage: 1}", ["warning train -"]],
  ["and in fp32", "1.0e+39", "", ["warning train -"]],
  [".inf", ".inf", "precision: bfloat16", ["error train AssertionError"]],
  ["fp16 skips every step", "1.0e+5", "precision: fp16", ["error train Exception"]],
  ["fifty of them", "1.0e+5", "precision: fp16\ntrain_iters: 50", ["warning train -"]],
  ["large, and no infinity in fp32", "1.0e+5", "", []],
  ["0", "0.0", "precision: bfloat16", ["error train AssertionError"]],
  ["0 and fp32", "0", "", ["warning train -"]],
  ["0, and positions of their own", "0.0", "pos_emb: sinusoidal", []],
  ["0 for the last weights of layers alone", "0.0", "init_method: small_init", []],
  ["below 0", "-0.02", "", ["error model RuntimeError"]],
  ["not a number", ".nan", "", ["error model RuntimeError"]],
  ["nobody reads it", "-0.02", "init_method: small_init\noutput_layer_init_method: wang_init", []],
  ["scaled for its residuals", "4.0e+38", "init_method: small_init", []],
  ["and infinite still", "1.0e+40", "init_method: small_init", ["warning train -"]],
  ["a checkpoint brings the weights", "1.0e+39", "load: ckpt", []],
  ["but not before the model is built", "-0.02", "load: ckpt", ["error model RuntimeError"]],
])("%s", (_name, std, others, expected) => {
  const iterations = others.includes("train_iters") ? "" : "train_iters: 1000\n";
  const zero = others.includes("zero_optimization") ? "" : "zero_optimization: {stage: 0}\n";
  const text = `${EXAMPLE_MODEL}${iterations}${zero}init_method_std: ${std}\n${others}\n`;
  const { findings } = checkExample({ files: { "model.yml": text }, neox: "main", launched: true });
  const found = findings.filter(({ rule }) => rule === "init-method-std" || rule === "number-not-finite");
  expect(found.map(({ severity, phase, neox }) => `${severity} ${phase} ${neox.raises ?? "-"}`)).toEqual(
    expected,
  );
});
