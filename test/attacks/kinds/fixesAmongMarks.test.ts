import { readdirSync } from "node:fs";
import { expect } from "vitest";
import { MENDABLE, MODEL, textOf } from "../command";
import { count, lines, listed } from "../repeat";
import { type Attack, carryOut } from "./attack";

/** In comments, anchors and values: what is to be there as often after a fix as before, and in the same order. */
const marksIn = (text: string) => text.match(/m\d+m/g) ?? [];

/** Files in which every mark outlives the fix. */
const marked = (files: Readonly<Record<string, string>>, ...args: readonly string[]): Attack => ({
  files,
  args: ["check", ...(args.length > 0 ? args : ["a.yml", "--fix-all"])],
  afterwards(folder) {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(files).sort());
    for (const [name, text] of Object.entries(files))
      expect(marksIn(textOf(folder, name))).toEqual(marksIn(text));
  },
});
/** A model with these lines, of which some number is mended. */
const around = (text: string, ...args: readonly string[]): Attack => {
  const { afterwards, ...attack } = marked({ "a.yml": MODEL + text }, ...args);
  return {
    ...attack,
    afterwards(folder) {
      afterwards?.(folder);
      expect(textOf(folder, "a.yml")).not.toBe(MODEL + text);
    },
  };
};

const BREAKS: Readonly<Record<string, string>> = {
  returns: "\r",
  "next lines": "\u0085",
  "line separators": "\u2028",
  "paragraph separators": "\u2029",
  "returns before next lines": "\r\u0085",
};

carryOut({
  "a key that a merge brings to the whole config": {
    files: { "a.yml": `x: &b\n  num_unique_layers: 5\n<<: *b\n${MODEL}# m1m\n` },
    args: ["check", "a.yml", "--fix-all"],
    afterwards: (folder) => expect(textOf(folder, "a.yml")).toContain(`${MODEL}# m1m\n`),
  },
  "a number whose alias another argument is": {
    files: { "a.yml": `seed: &z 0\neval_iters: *z\n${MODEL}# m1m\n` },
    args: ["check", "a.yml", "--fix-all"],
    afterwards: (folder) =>
      expect(textOf(folder, "a.yml")).toBe(`seed: &z 0\neval_iters: *z\n${MODEL}# m1m\n`),
  },
  "an unread mapping that the whole config merges": {
    files: { "a.yml": `config_files: &m {seed: 1}\n<<: *m\n${MODEL}# m1m\n` },
    args: ["check", "a.yml", "--fix-all"],
    afterwards: (folder) => expect(textOf(folder, "a.yml")).toContain("config_files: &m {seed: 1}\n<<: *m\n"),
  },
  "a merge of which one key is set and another taken away": {
    files: {
      "a.yml": `train_batch_size: &t {train_micro_batch_size_per_gpu: 0}\n<<: *t\n${MODEL.replace(/train_micro.*\n/, "")}# m1m\n`,
    },
    args: ["check", "a.yml", "--fix-all"],
    afterwards: (folder) => expect(textOf(folder, "a.yml")).toContain("num_layers: 12\n"),
  },
  "comments and blank lines between a tag, an anchor and a number": around(
    "min_lr: !!str # m1m\n\n  # m2m\n  &m3m # m4m\n\n  # m5m\n  1e-5 # m6m\nsave: *m3m\n",
  ),
  "comments between a question mark, a key, a colon and a number": around(
    "? # m1m\n  min_lr # m2m\n# m3m\n: # m4m\n  # m5m\n  1e-5 # m6m\n# m7m\n",
  ),
  ...Object.fromEntries(
    Object.entries(BREAKS).map(([name, end]): readonly [string, Attack] => [
      `comments between a number and its key, with ${name}`,
      marked({ "a.yml": `${MODEL}min_lr: # m1m\n  # m2m\n\n  "1e-5" # m3m\n# m4m\n`.replaceAll("\n", end) }),
    ]),
  ),
  "an anchor of which an alias stands in front of its own fix": around(
    "save: &m1m x\nload: *m1m # m2m\nmin_lr: 1e-5 # m3m\n",
  ),
  "an anchor on a mapping with a number, merged twice": around(
    "x: &m1m # m2m\n  lr: 1e-5 # m3m\n  # m4m\noptimizer:\n  type: Adam # m5m\n  params: # m6m\n    <<: *m1m # m7m\n    # m8m\n    eps: 1.0e-8\n",
  ),
  "merges of a list with comments between": around(
    "x: &m1m {lr: 1e-5}\ny: &m2m {betas: [0.9, 0.95]}\noptimizer:\n  type: Adam\n  params:\n    <<: [ # m3m\n      *m1m, # m4m\n      # m5m\n      *m2m # m6m\n    ] # m7m\n",
  ),
  "a mapping in braces over lines, with commas at the beginnings": around(
    "optimizer: { # m1m\n  type: Adam # m2m\n  # m3m\n  , params: { # m4m\n    lr: 1e-5 # m5m\n    # m6m\n    , eps: 1e-8 # m7m\n  } # m8m\n} # m9m\n",
  ),
  "pairs without braces in a list": around(
    "optimizer: {type: Adam, params: {lr: 1e-5, betas: [x: 1e-5, ? y : 1e-5]}} # m5m\n",
  ),
  "dashes at the depth of their key, with comments at other depths": around(
    "train_data_paths:\n# m1m\n- m2m # m3m\n      # m4m\n# m5m\n- m6m\nmin_lr: 1e-5\n# m7m\n",
  ),
  "a suppression beside a comment behind one number": around(
    "min_lr: 1e-5 # m1m neox-config: ignore m2m # m3m\nclip_grad: 1e-1 # neox-config: ignore lr-decay-iters -- m4m\n",
  ),
  "what looks like comments and anchors in texts": around(
    `save: "#m1m &m2m *m3m # m4m"\nload: '# m5m '' &m6m'\nmin_lr: 1e-5#m7m\nclip_grad: 1e-1 # "m8m\n`,
  ),
  "a block that keeps its breaks before a comment and a number": around(
    "save: |+ # m1m\n  m2m\n  # m3m\n\n\n# m4m\nmin_lr: 1e-5\n\n\n# m5m",
  ),
  "a folded block with an anchor, a tag and a blank behind its mark for a number": around(
    "min_lr: &m1m !!str >- \n  1e-5\n\n# m3m\nload: m4m\n",
  ),
  "a document that begins with its first line and ends with three": around(
    "min_lr: 1e-5\n# m1m\n... # m2m\n# m3m\n",
  ),
  "a directive of tags, and a tag of it on a number": marked({
    "a.yml": `%TAG !m1m! tag:m2m,2000: # m3m\n--- # m4m\n${MENDABLE}save: !m1m!x m5m\n`,
  }),
  "keys with anchors and tags": around(
    "&m1m min_lr: 1e-5 # m2m\n!!str &m3m clip_grad: 1e-1 # m4m\n? !!str &m5m # m6m\n  weight_decay\n: 1e-1 # m7m\n",
  ),
  "one anchor twice, which is no YAML, and aliases of each": marked({
    "a.yml": `${MODEL}save: &a m1m\nload: *a # m2m\nx: &a # m3m\n  1e-5\nmin_lr: *a # m4m\n`,
  }),
  "misspelt names with comments wherever one may be": around(
    "# m1m\n? &m2m # m3m\n  'min-lrr' # m4m\n: # m5m\n  1.0e-5 # m6m\n\"hidden_dropuot\": # m7m\n  0.1 # m8m\nclip_grad: 1e-1\n",
  ),
  "dashes in a name with an escape": around('"min\\x2dlr": # m1m\n  1e-5 # m2m\n'),
  "numbers of comma and of blanks": around(
    "min_lr: 1e-5, # m1m\nclip_grad: 1,5 # m2m\nlr-decay-iters: 1_000 # m3m\n",
  ),
  "a launch of three files, each with comments at its very ends": marked(
    {
      "a.yml": `# m1m\n${MENDABLE}# m2m`,
      "b.yml": "# m3m\nclip_grad: 1e-1 # m4m",
      "c.yml": "{ # m5m\n} # m6m\n# m7m",
    },
    ...["a.yml", "b.yml", "c.yml", "--fix-all"],
  ),
  "a last file that is nothing but comments, into which is written": marked(
    { "a.yml": `${MODEL}checkpoint_factor: 1000\nsave: x\n`, "b.yml": "\ufeff# m1m\r\n# m2m" },
    ...["a.yml", "b.yml", "--fix-all"],
  ),
  "a last file of two ends of documents": marked(
    { "a.yml": MENDABLE, "b.yml": "--- # m1m\n# m2m\n... # m3m\n# m4m\n" },
    ...["a.yml", "b.yml", "--fix-all"],
  ),
  "a last file in braces with a comment before the brace": marked(
    { "a.yml": `${MODEL}save: x\n`, "b.yml": "# m1m\n{ load: m2m # m3m\n  # m4m\n  }  # m5m\n" },
    ...["a.yml", "b.yml", "--fix-all"],
  ),
  "a save whose block keeps its breaks at the end of the file": marked({
    "a.yml": `${MODEL}save: |+\n  m1m\n\n\n`,
  }),
  "heads that do not divide, by aliases of one anchor": marked({
    "a.yml": `${MODEL.replace("768", "&m1m 770 # m2m").replace("heads: 12", "heads: &m3m 12 # m4m")}x: [*m1m, *m3m] # m5m\n`,
  }),
  "1,000 comments around each of 20 numbers": around(
    count(20, (i) => `${lines(1000, (j) => `# m${i * 1000 + j}m`)}k${i}: 1\n`) +
      "min_lr: # m30000m\n" +
      lines(1000, (i) => `  # m${31_000 + i}m`) +
      "  1e-5\n",
  ),
  "4,000 aliases of one anchor before what is mended": around(
    `x: &m1m y\nz: [${listed(4000, () => "*m1m")}] # m2m\nmin_lr: 1e-5 # m3m\n`,
  ),
  "a number that is mended below 400 levels": around(
    `x: ${count(400, (i) => `&m${i}m [`)}1e-5${"]".repeat(400)} # m999m\nmin_lr: 1e-5 # m1000m\n`,
  ),
});
