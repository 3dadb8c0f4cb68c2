import { afterEach, expect, test } from "vitest";
import { Workplace } from "./command";

const SIZES =
  "num_layers: 12\nseq_length: 2048\nmax_position_embeddings: 2048\ntrain_micro_batch_size_per_gpu: 4\n";
const WIDE = `${SIZES}hidden_size: 770\n`;
const SOUND = `${SIZES}hidden_size: 768\nnum_attention_heads: 12\n`;

let workplace: Workplace | undefined;
afterEach(() => workplace?.remove());

/** What `--fix` leaves of launches that share `base.yml`, each with one file more. */
async function fixed(base: string, own: Readonly<Record<string, string>>, ...flags: readonly string[]) {
  const names = Object.keys(own);
  const launches = names.map((name) => `- { name: ${name}, files: [base, ${name}] }\n`).join("");
  const files = Object.fromEntries(Object.entries(own).map(([name, text]) => [`${name}.yml`, text]));
  const place = await Workplace.with({
    ".neox-config.yml": `launches:\n${launches}`,
    "base.yml": base,
    ...files,
  });
  workplace = place;
  const { exit, stdout, stderr } = await place.command(["check", "--fix", "--format", "json", ...flags]);
  const told = stdout.split("\n").filter((line) => line !== "");
  const serious = told.map((line) => {
    const { id, diagnostics } = JSON.parse(line);
    const those = diagnostics.filter(({ severity }: { severity: string }) => severity !== "information");
    return [id, those.map(({ rule }: { rule: string }) => rule)];
  });
  const texts = await Promise.all(["base", ...names].map((name) => place.read(`${name}.yml`)));
  return { exit, stderr, serious: Object.fromEntries(serious), texts };
}

const HEADS = { twelve: "num_attention_heads: 12\n", ten: "num_attention_heads: 10\n" };

test.each([
  ["first", { twelve: HEADS.twelve, ten: HEADS.ten }],
  ["last", { ten: HEADS.ten, twelve: HEADS.twelve }],
])("a launch that comes %s is not mended at the cost of a sound one", async (_, own) => {
  const { exit, stderr, serious, texts } = await fixed(WIDE, own);
  expect(texts).toEqual([WIDE, ...Object.values(own)]);
  expect(exit).toBe(1);
  expect(serious).toEqual({ twelve: ["hidden-size-heads"], ten: [] });
  expect(stderr).toMatch(/^base.yml:5: left as it is for other launches: .*\n$/);
});

test.each([
  ["lr_decay_fraction: 0.5\n", "train_iters: 2000\nlr_decay_iters: 1000\n", "train_iters: 100\n"],
  [
    "min_lr: 0.001\n",
    "optimizer: { type: Adam, params: { lr: 0.0005 } }\n",
    "optimizer: { type: Adam, params: { lr: 0.01 } }\n",
  ],
  ["optimizer: adam\n", "learning_rate: 1.0e-4\n", "learning_rate: 2.0e-4\n"],
])("what another launch needs of %j stays", async (line, own, other) => {
  const base = SOUND + line;
  for (const launches of [
    { own, other },
    { other, own },
  ]) {
    const { texts } = await fixed(base, launches);
    expect(texts[0]).toBe(base);
  }
});

test("what all launches are told of a file they share is mended, and each is told as it is then", async () => {
  const base = `${SOUND}min_lr: 1e-5\nhiden_dropout: 0.1\n`;
  const { exit, serious, texts } = await fixed(base, { a: "seed: 1\n", b: "weight_decay: 1e-2\n" });
  expect(texts).toEqual([
    `${SOUND}min_lr: 1.0e-5\nhidden_dropout: 0.1\n`,
    "seed: 1\n",
    "weight_decay: 1.0e-2\n",
  ]);
  expect({ exit, serious }).toEqual({ exit: 0, serious: { a: [], b: [] } });
});

test("what all are mended by in the same way is mended, once", async () => {
  const { exit, stderr, texts } = await fixed(WIDE, { first: HEADS.twelve, second: HEADS.twelve });
  expect(texts[0]).toBe(`${SIZES}hidden_size: 768\n`);
  expect(stderr).toMatch(/^base.yml:5: .*\nFixes applied: 1\n$/);
  expect(exit).toBe(0);
});

test("where others are too many to look at, what they share stays, and it is told", async () => {
  const many = Array.from({ length: 22 }, (_, i) => [`x${i}`, `seed: ${i + 1}\n`]);
  const base = `${SOUND}min_lr: 1e-5\n${"# nothing to say\n".repeat(15_000)}`;
  const { exit, stderr, texts } = await fixed(base, Object.fromEntries(many));
  expect(texts[0]).toBe(base);
  expect(exit).toBe(2);
  expect(stderr).toMatch(
    /^neox-config: Too much would be checked again to mend what launches share\. .*x0\.$/m,
  );
});

test("the difference of a dry run is what the fix writes, and comes once", async () => {
  const place = await Workplace.with({
    ".neox-config.yml": "launches: [{ files: [base, a] }, { files: [base, b] }]\n",
    "base.yml": `${SOUND}min_lr: 1e-5\n`,
    "a.yml": "train_iters: 10\n",
    "b.yml": "train_iters: 20\n",
  });
  workplace = place;
  const { stdout, stderr } = await place.command(["check", "--fix", "--dry-run"]);
  expect(stdout.match(/^\+min_lr/gm)).toEqual(["+min_lr"]);
  expect(stderr).toContain("Fixes to apply: 1\n");
});

test("what launches call otherwise is one file to them", async () => {
  const place = await Workplace.with({
    ".neox-config.yml": "launches: [{ files: [base, a] }, { files: [./base.yml, a] }]\n",
    "base.yml": WIDE,
    "a.yml": HEADS.twelve,
  });
  workplace = place;
  const { exit, stderr } = await place.command(["check", "--fix"]);
  expect(stderr).toMatch(/^base.yml:5: .*\nFixes applied: 1\n$/);
  expect(exit).toBe(0);
  expect(await place.read("base.yml")).toBe(`${SIZES}hidden_size: 768\n`);
});
