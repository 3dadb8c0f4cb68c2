import { expect, test } from "vitest";
import { attacked, hostileFolder, MODEL } from "../command";
import { count, lines, listed } from "../repeat";
import { type Attack, carryOut, expectWithstood } from "./attack";

/** Texts at which PyYAML stops, and what it says first of them. */
const BROKEN: Readonly<Record<string, string>> = {
  "!!int <<": "x: !!int <<",
  "!!int of nothing": "x: !!int",
  "!!float of a dash": "x: !!float =-",
  "!!bool of nothing": "x: !!bool",
  "!!bool of a day": "x: !!bool 2001-01-01",
  "!!timestamp of a key": "!!timestamp b: 1",
  "an int of base 16 with more behind it": "x: !!int 0x1f&x",
  "an int of minutes with a quote": 'x: !!int 1:30="',
  "a form feed behind a number": "x: 1\f",
  "a blank that does not break instead of one that does": "x:\u00a01",
  "a key behind the end of a document": "...\nx: 1",
  "a second document": `---\n${MODEL}`,
  "a tab before a key": "\tx: 1",
  "a name of Python": "x: !!python/name:os.system x",
};

/** Texts that PyYAML reads. */
const READ: Readonly<Record<string, string>> = {
  "a next line between two keys": "a: b\u0085c: 1",
  "a line separator in quotes": 'a: "x\u2028 y"',
  "keys of two units": '"\ud83d\ude00": 1\ny\ud83d\ude00: 1 # \ud83d\ude00',
  "a key of nothing in quotes": '"": 1',
  "a merge above the model": "<<: {min_lr: 1.0e-5}",
  "a plus and the most zeros": "x: +000",
  "minutes beyond the hour": "x: 1:60",
  "an int of underscores": "x: 1__0_",
  "a number of a tag that is no number's": "x: !!str 5",
  "an octal of YAML 1.2": "x: 0o10",
  "the smallest date": "x: 0001-01-01",
  "no number, in capitals": "x: .NAN",
};

/** Whether a file with each of these is said to be broken. */
test("what PyYAML reads, and what it does not", async () => {
  const all = Object.entries({ ...BROKEN, ...READ });
  const stdin = all
    .map(([id, text]) => `${JSON.stringify({ id, files: [{ name: "t.yml", text: `${MODEL}${text}\n` }] })}\n`)
    .join("");
  const args = ["check", "--launches", "-"];
  const ended = await attacked(args, { cwd: hostileFolder(), stdin });
  expectWithstood(ended, [...args, "--format", "json"]);
  const broken = ended.stdout.split("\n").filter((line) => line.includes('"rule":"yaml-syntax"'));
  expect(broken.map((line) => JSON.parse(line).id)).toEqual(Object.keys(BROKEN));
});

const whole = (text: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": text },
  args: args.length > 0 ? args : ["check", "a.yml"],
});
const below = (text: string, ...args: readonly string[]) => whole(`${MODEL}${text}\n`, ...args);
const mended = (text: string) => below(text, "check", "a.yml", "--fix-all", "--dry-run");

const TRAINING =
  "optimizer: {type: Adam, params: {lr: 0.001}}\ntrain_iters: 1000\nlr_decay_iters: 1000\nsave: c\n";
const INTS = `extra_save_iters: [${"1,".repeat(900_000)}]\n`;

carryOut({
  "900,000 numbers beside slips that are mended": mended(`${INTS}min_lr: 1e-5\nhiden_size: 5\nnum_layer: 3`),
  "900,000 numbers, each a save of a schedule": below(TRAINING + INTS, "schedule", "a.yml"),
  "saves that go backwards": below(
    `${TRAINING}extra_save_iters: [${listed(250_000, (index) => `${300_000 - index}`)}]`,
    "schedule",
    "a.yml",
  ),
  "800,000 numbers wherever a list may be": mended(
    `extra_save_iters: &a [${"1,".repeat(800_000)}]\ntrain_data_weights: *a\nvalid_data_weights: *a\nattention_config: *a\nsplit: *a`,
  ),
  "450,000 numbers in quotes wherever numbers may be": mended(
    `extra_save_iters: &a [${'"1",'.repeat(450_000)}]\ntrain_data_weights: *a\nvalid_data_weights: *a`,
  ),
  "200,000 days": below(`deepspeed_extra_args: [${"2001-1-1,".repeat(200_000)}]`),
  "50,000 moments as keys": below(
    `deepspeed_extra_args: {${listed(50_000, (index) => `2001-12-14 21:59:${10 + (index % 50)}.${index}: 1`)}}`,
  ),
  "280,000 keys of nothing": below(
    `deepspeed_extra_args: {${count(280_000, (index) => `${index.toString(16)},`)}}`,
  ),
  "930,000 empty comments": below("#\n".repeat(930_000)),
  "a comment behind each of 300,000 items": below(`extra_save_iters:\n${"- 1 #\n".repeat(300_000)}`),
  "60,000 texts that might be numbers": mended(
    `deepspeed_extra_args: {${listed(60_000, (index) => `"k${index}": 1e-5`)}}`,
  ),
  "60,000 names nearly like one": below(
    `optimizer: {type: adam, params: {${listed(60_000, (index) => `weight_decai${index}: 1`)}}}`,
  ),
  "30,000 arguments with dashes below": below(
    lines(30_000, (index) => `min${"_".repeat(index % 40)}lr${index}: 1`),
  ),
  "1,200 mappings that each merge the six before": below(
    `x:\n${lines(1200, (index) => `  k${index}: &k${index} {<<: [${listed(Math.min(6, index), (back) => `*k${index - 1 - back}`)}], a${index}: 1}`)}`,
  ),
});
