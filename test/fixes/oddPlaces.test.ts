import { expect, test } from "vitest";
import { fixLaunch } from "../../server/src/cli/fixes";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { MODEL } from "../attacks/model";

const SAVED = "save: out\ncheckpoint_factor: 5\n";

/** What `check --fix` makes of a text, or `--fix-all`. */
function fixed(text: string, lastResorts = false): string {
  const files = [{ path: "a.yml", text }];
  const input = { files, target: parseTarget("main") ?? UNKNOWN_TARGET, scope: "launch" } as const;
  const { changed } = fixLaunch(input, lastResorts);
  return changed[0]?.after ?? text;
}

// Each stood in a place that an edit reaches without saying so.
test.each<readonly [title: string, text: string, expected: string]>([
  [
    "a key is added before the last one, which goes",
    `${MODEL}optimizer:\n  type: Adam\n  params:\n    lr: 0.1\n    grad_clip: 0.5\n`,
    `${MODEL}gradient_clipping: 0.5\noptimizer:\n  type: Adam\n  params:\n    lr: 0.1\n`,
  ],
  ["an anchor in what would go", `config_files: {a: &m 5}\nseed: *m\n${MODEL}`, ""],
  ["an anchor of a key that would go", `&k config_files: {}\nlr_decay_style: *k\n${MODEL}`, ""],
  ["a value that another has", `use_flash_attn: &f true\nno_weight_tying: *f\n${MODEL}`, ""],
  ["a block that another has", `${MODEL}fp16: &p {loss_scale: 0}\ncomms_logger: *p\n`, ""],
  [
    "a comment that a block of text would take in",
    `${MODEL}${SAVED}prompt_end: |\n  text\nkeep_last_n_checkpoints: 0\n  # note\nlog_interval: 5\n`,
    "",
  ],
  [
    "a block of text that ends the file",
    `${MODEL}optimizer: {type: OneBitAdam, params: {lr: 0.1, max_grad_norm: 0.5}}\nprompt_end: |\n  text`,
    `${MODEL}gradient_clipping: 0.5\noptimizer: {type: OneBitAdam, params: {lr: 0.1}}\nprompt_end: |\n  text`,
  ],
  [
    "a key that stands twice",
    `${MODEL}${SAVED}keep_last_n_checkpoints: 3\nlog_interval: 5\nkeep_last_n_checkpoints: 0\n`,
    `${MODEL}${SAVED}log_interval: 5\n`,
  ],
  [
    "a key that a merge brings as well",
    `base: &b\n  keep_last_n_checkpoints: 3\n<<: *b\n${MODEL}${SAVED}keep_last_n_checkpoints: 0\n`,
    "",
  ],
  ["a list of which one item is meant", `${MODEL}include: [a,\n b] # c\n`, ""],
  ["a key of several lines without a value", `? |-\n  eval_iters\n${MODEL}train_iters: 10\n`, ""],
])("%s", (_, text, expected) => {
  expect(fixed(text)).toBe(expected || text);
});

test("what is in a block of text stays a text in brackets", () => {
  const lists = "valid_data_paths: [a]\ntest_data_paths: [b]\n";
  expect(fixed(`${MODEL}train_data_paths: |-\n  data/enwik8\n${lists}`, true)).toBe(
    `${MODEL}train_data_paths: ["data/enwik8"]\n${lists}data_impl: mmap\n`,
  );
});

test("a number that an anchor shares is written as it is meant for all who have it", () => {
  const text = `${MODEL}optimizer: {type: Adam, params: {lr: &lr 6e-4}}\nmin_lr: *lr\n`;
  expect(fixed(text)).toBe(text.replace("6e-4", "6.0e-4"));
});

test("thousands of edits of one fix are compared in their order", () => {
  const pairs = Array.from({ length: 5000 }, (_, index) => `foo: ${index}\nfob: 1\n`).join("");
  expect(fixed(`${MODEL}${pairs}`).length).toBeGreaterThan(0);
});

// A note of the reader's own says nothing of anchors or of blocks of text.
test("each of many slips is mended beside a comment with odd characters", () => {
  const slips = Array.from({ length: 70 }, (_, index) => `own_${index}: 0123\n`).join("");
  const text = `# a -> b, & what? *all* of | it\n${MODEL}${slips}`;
  expect(fixed(text)).toBe(text.replaceAll(": 0123", ': "0123"').replaceAll('"0123"', "83"));
});
