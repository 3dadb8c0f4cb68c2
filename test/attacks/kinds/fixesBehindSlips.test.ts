import { expect } from "vitest";
import { textOf } from "../command";
import { type Attack, carryOut } from "./attack";

/** A text that PyYAML cannot read: what stands behind the slip is nobody's to mend before the slip is. */
const untouched = (text: string): Attack => ({
  files: { "a.yml": `# neox-config: on\n${text}` },
  args: ["check", "a.yml", "--fix"],
  afterwards: (folder) => expect(textOf(folder, "a.yml")).toBe(`# neox-config: on\n${text}`),
});

const SLIPS = [
  ...['"save": @foo', '"save": *nowhere', '"save": a: b: c', '"x": [1, 2}', '"x": {b: 1]', '"x": "\\q"'],
  ...['"x": `y`', '"x": &', '"x": |', '"a": 1 "b": 2', '"x": 1}}', '"x": 1]', `"${"x".repeat(1100)}": 1`],
];
const REST = `"num_layers": 12,
  "hidden_size": 768,
  "num_attention_heads": 12,
  "min_lr": 1e-5,
  "load": "x"
}
`;

carryOut({
  ...Object.fromEntries(
    SLIPS.map((slip) => [
      `${slip.slice(0, 20)} in the line of the first brace`,
      untouched(`{${slip},\n  ${REST}`),
    ]),
  ),
  "a slip in the line of a block's brace": untouched(
    'num_layers: 12\noptimizer: {"type": @x,\n  "params": {"lr": 1e-4, "betas": [0.9, 0.95]},\n  "name": 1e-5\n}\nhidden_size: 768\n',
  ),
  "a slip in the line of the first brace, and blocks behind it": untouched(
    '{"num_layers": *12,\n  "hidden_size": 768,\n  "optimizer": {"type": "Adam",\n    "params": {"lr": 1e-4, "betas": [0.9, 0.95]}},\n  "min_lr": 1e-5,\n  "train_data_paths": ["a",\n   "b"],\n "clip_grad": 1e-1\n}\n',
  ),
  "a brace too many, and lines that are none of it": untouched(
    "num_layers: 12\nhidden_size: 768\nnum_attention_heads: 12\noptimizer: {type: Adam,\n  params: {{lr: 1e-4,\n betas: [0.9,\n 0.95]}}\nmin_lr: 1e-5\nzero_optimization: {\n  stage: 1\n  }\nclip_grad: 1e-1\n",
  ),
  "a brace too many in one line": untouched(
    "num_layers: 12\nfp16: {{fp16: true, enabled: true}\nmin_lr: x\n",
  ),
});
