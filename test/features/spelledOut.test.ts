import { expect, test } from "vitest";
import { checkInput } from "../../server/src/cli/launchInput";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { readProject } from "../../server/src/launches/project";
import { readYaml } from "../../server/src/yaml/read";

/** All that is said of a text: messages, what they point at, and titles of fixes. */
function said(text: string): readonly string[] {
  const { findings } = checkInput({ files: [{ path: "a.yml", text }], target: UNKNOWN_TARGET });
  return findings.flatMap((finding) => [
    finding.message,
    ...finding.related.map(({ message }) => message),
    ...finding.fixes().map(({ title }) => title),
  ]);
}

test.each([
  ["two byte order marks", "\ufeff\ufeffnum_layers: 2\n", "Rename \\ufeffnum_layers to num_layers"],
  ["a blank of no width", "num_\u200blayers: 2\n", "Rename num_\\u200blayers to num_layers"],
  ["a blank that is no space", "num_layers\u00a0: 2\n", "Rename num_layers\\xa0 to num_layers"],
  ["a space at the end", '"num_layers ": 2\n', 'Rename "num_layers " to num_layers'],
  ["a tab", '"num_layers\\t": 2\n', "Rename num_layers\\t to num_layers"],
  ["a soft hyphen", "num_\u00adlayers: 2\n", "Rename num_\\xadlayers to num_layers"],
  ["a tag beyond 65,535", "num_layers\u{e0041}: 2\n", "Rename num_layers\\U000e0041 to num_layers"],
  ["a letter of Cyrillic", "num_l\u0430yers: 2\n", "Rename num_l\\u0430yers to num_layers"],
  ["a key in a block", "zero_optimization: {st\u0430ge\u2060: 1}\n", "Rename st\\u0430ge\\u2060 to stage"],
  ["a space in a block", 'zero_optimization: {"stage ": 1}\n', 'Rename "stage " to stage'],
])("what a fix changes is seen: %s", (_, text, title) => {
  expect(said(text)).toContain(title);
});

test("values that look like what NeoX takes are told apart from it", () => {
  const text =
    'lr_decay_style: "cos\u0456ne"\nprecision: fp16\u00a0\nnum_gpus: "1\u200b"\noptimizer_type: Adam\u2060\n';
  const all = said(text);
  expect(all.filter((it) => /[^ -~\n→]/.test(it))).toEqual([]);
  expect(all.join("\n")).toContain("lr_decay_style cannot be cos\\u0456ne; did you mean cosine?");
});

test("words of other languages stay as they are", () => {
  expect(said("данные_v2: 1\n模型: 1\nλ_lr: 1\n").join("\n")).toMatch(/данные_v2.*模型.*λ_lr/s);
});

test("names in a project file are told apart, too", () => {
  const { problems } = readProject(readYaml("ne\u043ex: main\n"));
  expect(problems.map(({ message }) => message).join()).toMatch(/^\.neox-config\.yml has no ne\\u043ex: /);
});
