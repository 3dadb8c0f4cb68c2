import { MENDABLE, MODEL } from "../command";
import { count, lines, listed } from "../repeat";
import { type Asked, askAll, type Place, place } from "./askedTexts";

/** Behind the model, which the first lines are. */
const below = (text: string, ...places: readonly Place[]): Asked => ({
  text: `# neox-config: on\n${MODEL}${text}\n`,
  places: places.length > 0 ? places : [place(7, 3), place(8, 4)],
});
const whole = (text: string, ...places: readonly Place[]): Asked => ({ text, places });
const ends = (end: string, ...places: readonly Place[]) =>
  whole(
    `# neox-config: on\n${MENDABLE}optimizer:\n  type: Adam # c\n  params: {lr: 1e-4}\n`.replaceAll(
      "\n",
      end,
    ),
    ...places,
  );
const BLOCKS =
  "optimizer scheduler zero_optimization fp16 bf16 amp autotuning data_types wandb comms_logger".split(" ");

const ASKED: Readonly<Record<string, Asked>> = {
  "a list of no mappings that 200 blocks merge": below(
    `x: &x [${"1, ".repeat(9000)}]\n${lines(200, (i) => `c${i}: {<<: *x}`)}`,
    place(7, 900),
    place(9, 9),
  ),
  "one mapping of 900 keys that each block merges 90 times": below(
    `m: &m {${listed(900, (i) => `k${i}: 1`)}}\n${lines(10, (i) => `${BLOCKS[i]}: {<<: [${"*m, ".repeat(90)}]}`)}`,
    place(8, 14),
    place(17, 20),
  ),
  "one long key at each of 400 levels": below(
    `k: &k "${"x".repeat(1_000_000)}"\noptimizer: ${"{*k : ".repeat(400)}{a: 1e-5}${"}".repeat(400)}`,
    place(8, 2412),
    place(8, 2415),
  ),
  "one long key with dashes, 400 times": below(
    `k: &k "${"-a".repeat(300_000)}"\n${lines(400, () => "*k : 1")}`,
    place(8, 1),
  ),
  "equal signs in merges in equal signs": below(
    "a: &a {=: &b {=: 1, <<: {=: 2}}}\nseed: !!int *a\nx: {<<: *b, =: *a}",
    place(7, 4),
    place(8, 14),
    place(9, 9),
  ),
  "keys that are mappings, lists and blocks": below(
    "? {a: 1}\n: b\n? [a, {b: c}]\n: d\n? |\n  a\n  b\n: e\n? &k\n  - x\n: *k",
    place(7, 4),
    place(9, 6),
    place(12, 3),
    place(16, 5),
  ),
  "ends of lines that are returns": ends("\r", place(1, 4), place(9, 8)),
  "ends of lines that only YAML knows": ends("\u2028", place(0, 60), place(0, 200)),
  "ends of lines of two kinds in turn": ends("\r\n\u0085", place(4, 3), place(10, 5)),
  "no end of a line at all": whole(
    `{${MENDABLE.trim().replaceAll("\n", ",")}}`,
    place(0, 0),
    place(0, 1),
    place(0, 60),
    place(0, 9999),
  ),
  "a mark of byte order in front of each key": below(
    lines(900, (i) => `\ufeffk${i}: \ufeff1`),
    place(7, 0),
    place(8, 1),
  ),
  "letters above others at each place": below(
    `e\u0301\u0302${"\u0303".repeat(9000)}: 1\n\u200d\u200b: 2\n"\\u202e": "\\u2066"`,
    place(7, 1),
    place(7, 9001),
    place(8, 1),
    place(9, 4),
  ),
  "halves of characters in keys, values and comments": below(
    '"\ud83d": "\ude00" # \ud83d\nx\udc00: 1\n\ud83d',
    place(7, 1),
    place(7, 2),
    place(8, 1),
    place(9, 1),
  ),
  "characters of nothing and of controls": below(
    'a\u0000b: 1\n"\u0007": \u001b[31m\n# \u0000',
    place(7, 1),
    place(8, 2),
    place(9, 2),
  ),
  "a block of 40,000 lines in which a comment seems to stand": below(
    `save: |\n${lines(40_000, () => "  # neox-config: ignore a-b")}`,
    place(9, 20),
    place(30_000, 8),
  ),
  "a text in quotes over 40,000 lines of keys": below(
    `save: "\n${lines(40_000, (i) => `hidden_size: ${i}`)}"`,
    place(9, 4),
    place(30_000, 14),
  ),
  "a plain text over 40,000 lines": below(
    `save: a\n${lines(40_000, (i) => `  b${i}`)}`,
    place(9, 4),
    place(40_006, 3),
  ),
  "two documents, and places in the second": below(
    `---\n${MODEL}...\n---\n`,
    place(7, 1),
    place(9, 4),
    place(14, 2),
    place(16, 0),
  ),
  "tags with handles, and places within them": whole(
    `%TAG !e! tag:yaml.org,2002:\n%YAML 1.1\n---\n${MODEL}x: !e!int "5"\ny: !<tag:yaml.org,2002:str> 5\nz: !e!python/tuple [1]\n`,
    place(0, 6),
    place(2, 1),
    place(9, 5),
    place(10, 9),
    place(11, 14),
  ),
  "a key alone at each of 400 depths": below(
    count(400, (i) => `${" ".repeat(i)}k${i}:\n`),
    place(7, 1),
    place(206, 200),
    place(406, 400),
    place(407, 400),
  ),
  "a dash alone at each of 200 depths": below(
    `x:\n${count(200, (i) => `${"  ".repeat(i)}-\n`)}`,
    place(8, 1),
    place(107, 199),
    place(207, 400),
  ),
  "values of odd types at each argument of a model": whole(
    `# neox-config: on\n${MODEL.replaceAll(/: \d+/g, (_, at) => `: ${["!!set {a}", "2001-12-14", "[[]]", "{<<: {}}", "!!binary aGk=", ".nan"][at % 6]}`)}`,
    place(1, 3),
    place(2, 14),
    place(4, 13),
  ),
  "a project file's, a log's and a model's words": below(
    'launches: [{files: [a.yml]}]\nTraceback (most recent call last):\n{"model_type": "llama"}\n<html>',
    place(7, 4),
    place(8, 4),
    place(9, 6),
    place(10, 2),
  ),
  "comments to us at each place where none is read": below(
    'x: [1, # neox-config: ignore a-b\n  2] # neox-config: with b.yml\n"# neox-config: off": 1\ny: >- # neox-config: off\n  # neox-config: off\n? # neox-config: off\n  z # neox-config: same-as x\n: # neox-config: converts-with y\n  1',
    place(7, 22),
    place(8, 25),
    place(9, 9),
    place(10, 14),
    place(12, 8),
    place(13, 22),
  ),
  "9,000 suppressions in the midst of lines that are mended": below(
    lines(9000, () => "min_lr: 1e-5 # neox-config: ignore wrong-type number-as-text -- x"),
    place(4000, 9),
    place(4000, 40),
  ),
  "60,000 names in one list, and places between them": below(
    `train_data_paths:\n  [${listed(60_000, (i) => `"d/${i}"`)}]`,
    place(8, 4),
    place(8, 300_000),
    place(8, 9_999_999),
  ),
};

askAll(ASKED);
