import { expect, test } from "vitest";
import { check } from "../../server/src/features/check";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { applyEdits } from "../../server/src/yaml/edit";
import { readYaml } from "../../server/src/yaml/read";
import { MODEL } from "../attacks/model";

const RULES = new Set(["number-as-string", "wrong-type", "nested-wrong-type"]);

/** The lines below the model by each fix that writes a value anew, of findings about types. */
function written(lines: string): readonly string[] {
  const text = `${MODEL}${lines}\n`;
  const files = [{ path: "a.yml", document: readYaml(text) }];
  const { findings } = check({ files, target: MAIN_TARGET, scope: "launch" });
  return findings
    .filter(({ rule }) => RULES.has(rule))
    .flatMap((finding) => finding.fixes())
    .filter(({ title }) => title.startsWith("Write"))
    .map(({ edits }) => applyEdits(text, edits).slice(MODEL.length).trimEnd());
}

const TAGS = "use_comet: true\ncomet_tags: [*x]";

test.each([
  ["min_lr: &x 1e-5\nseq_length: *x", []],
  ["min_lr: &x 1e-5\nlayernorm_epsilon: *x", ["min_lr: &x 1.0e-5\nlayernorm_epsilon: *x"]],
  ["min_lr: &x 1e-5\nown: *x", ["min_lr: &x 1.0e-5\nown: *x"]],
  ["min_lr: &x 1e-5\ntensorboard_dir: *x", []],
  [`min_lr: &x 1e-5\n${TAGS}`, []],
  ["min_lr: &x 1e-5\neval_tasks: [a, *x]", []],
  ["train_iters: &x 08\ntrain_data_paths: [*x]", []],
  ["min_lr: &x 1e-5\nwandb: {group: *x}", []],
  ["min_lr: &x 1e-5\nown: &y {group: *x}\nwandb: *y", []],
  ["min_lr: &x 1e-5\nwandb: {enabled: *x}", []],
  [
    "min_lr: &x 1e-5\noptimizer: {type: Adam, params: {lr: 0.1, eps: *x}}",
    ["min_lr: &x 1.0e-5\noptimizer: {type: Adam, params: {lr: 0.1, eps: *x}}"],
  ],
  ["min_lr: &x 1e-5\ndeepspeed_extra_args: {*x : 1}", []],
  ["min_lr: &x 1e-5\nown: {in: {*x : 1}}", []],
  ["optimizer: {type: &x 1e-5, params: {lr: *x}}", []],
  ["optimizer: {type: *x, params: {lr: &x 1e-5}}", []],
])("a text that was meant as a number becomes one where nobody else takes the text: %s", (lines, expected) =>
  expect(written(lines)).toEqual(expected),
);

test.each([
  ['use_bias_in_mlp: &x "true"\nattention_softmax_in_fp32: *x', "true"],
  ["use_bias_in_mlp: &x ture\nattention_softmax_in_fp32: *x", "true"],
  ['use_bias_in_mlp: &x "False "\nattention_softmax_in_fp32: *x\nown: *x', "False"],
  ["use_bias_in_mlp: &x y\nattention_softmax_in_fp32: *x", "true"],
  ["use_bias_in_mlp: &x 1\nattention_softmax_in_fp32: *x", "true"],
  ['use_bias_in_mlp: &x "on"\nfp16: {enabled: *x}', "on"],
  ["use_bias_in_mlp: &x 1\nseed: *x", undefined],
  ['use_bias_in_mlp: &x "true"\nsave: *x', undefined],
  ["use_bias_in_mlp: &x ture\ndeepspeed_extra_args: {*x : 1}", undefined],
  ["use_bias_in_mlp: &x ture\ndeepspeed_extra_args: {in: !!python/tuple [*x]}", undefined],
  ["use_bias_in_mlp: &x ture\ndeepspeed_extra_args: {in: !!set {*x }}", undefined],
  ["use_bias_in_mlp: &x ture\nautotuning: &y {enabled: *x}\ndeepspeed_extra_args: *y", undefined],
  ["use_bias_in_mlp: &x ture\ndeepspeed_extra_args: &y {enabled: *x}\nfp16: *y", undefined],
  [`use_bias_in_mlp: &x ture\n${TAGS}`, undefined],
  ['use_bias_in_mlp: &x "true"\nfp16: {enabled: true, odd: *x}', undefined],
  ['use_bias_in_mlp: &x "true"\nwandb: {group: *x}', undefined],
])("a text that was meant as a bool becomes one where all who share it are: %s", (lines, bool) => {
  const expected = bool === undefined ? [] : [lines.replace(/&x .*/, `&x ${bool}`)];
  expect(written(lines)).toEqual(expected);
});
