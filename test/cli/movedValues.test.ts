import { expect, test } from "vitest";
import { fixLaunch } from "../../server/src/cli/fixes";
import { checkInput } from "../../server/src/cli/launchInput";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { smallTraining as model } from "../smallTraining";

const inputOf = (text: string) =>
  ({ files: [{ path: "model.yml", text }], target: MAIN_TARGET, gpus: 8, scope: "launch" }) as const;

const ONE_BIT =
  "optimizer:\n  type: OneBitAdam\n  params:\n    lr: 0.001\n    max_grad_norm: 0.5  # tuned\n    betas: [0.9, 0.95]";

test.each([
  ["learning_rate: 6e-4  # tuned", "optimizer: {type: Adam}"],
  ["learning_rate: 6e-4  # tuned", "optimizer: adam"],
  ["optimizer:\n  type: Adam\n  params:\n    weight_decay: 0.1  # tuned\n    lr: 0.001"],
  ["optimizer:\n  type: Adam\n  params:\n    lr: 0.001\n    weight_decay: 0.1  # tuned"],
  [ONE_BIT, "zero_optimization: {stage: 0}"],
])("where a value goes elsewhere, what is said of it stays: %s", (...lines) => {
  const text = model(...lines);
  const { changed } = fixLaunch(inputOf(text));
  expect(changed[0]?.after).toContain("# tuned");
  expect(changed[0]?.after).not.toMatch(/^.*(?:learning_rate|max_grad_norm|^ +weight_decay).*$/m);
});

test("texts of a list are written as YAML has them", () => {
  const text = model('train_data_paths: "a\\Nb, c\\Ld, \\uFEFFe"');
  const titles = checkInput(inputOf(text)).findings.flatMap((finding) =>
    finding.fixes().map(({ edits }) => edits.map(({ newText }) => newText).join()),
  );
  expect(titles).toContain(String.raw`["a\u0085b", "c\u2028d", "\ufeffe"]`);
});
