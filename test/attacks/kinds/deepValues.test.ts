import { family } from "../bombs";
import { MENDABLE, MODEL } from "../command";
import { count } from "../repeat";
import { type Attack, carryOut } from "./attack";

/** Below the model, by this command. */
const below = (lines: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": `${MODEL}${lines}\n`, "b.yml": MODEL },
  args: args.length > 0 ? args : ["check", "a.yml"],
});

/** Lists that aliases put in each other, deeper than calls of functions can be. */
const chain = (innermost: string) => family(5000, innermost, (it) => `[${it}]`);
const twoChains = (lines: string) =>
  below(`${chain("1")}${chain("2").replaceAll("a", "b").replaceAll("top", "other")}${lines}`);

const inLists = (inside: string) => `${"[".repeat(470)}${inside}${"]".repeat(470)}`;
const GENERATES = "text_gen_type: unconditional\nload: x\n";

carryOut({
  "two chains of lists, compared": {
    files: {
      "a.yml": `${MODEL}${chain("1")}optimizer: {p: *top}\n`,
      "b.yml": `${MODEL}${chain("2")}optimizer: {p: *top}\n`,
    },
    args: ["compare", "a.yml", "b.yml"],
  },
  "a chain of lists for a rate, and another that it overwrites": twoChains(
    "lr: *other\noptimizer: {type: Adam, params: {lr: *top}}",
  ),
  "a chain of lists for a rate that is to be moved to where there is one": twoChains(
    "learning_rate: *other\noptimizer: {type: Adam, params: {lr: *top}}",
  ),
  "a chain of lists for all that is measured": below(
    `${chain("1")}seed: *top\nnum_layers: *top\noptimizer: *top\nscheduler: {type: *top}\nfp16: {enabled: *top}\nzero_optimization: {stage: *top}`,
  ),
  "a key 250,000 times, deep in lists": below(`x: ${inLists(`{${"a,".repeat(250_000)}}`)}`),
  "400,000 numbers as texts, deep in lists of a generation": below(
    `${GENERATES}optimizer: ${inLists("1e5,".repeat(400_000))}`,
  ),
  "numbers as texts, deep in lists, and many fixes to be tried": below(
    `${GENERATES}seed: 0123\nhidden_size: 770\nmin_lr: 1e-5\noptimizer: ${inLists("1e5,".repeat(300_000))}`,
  ),
  "600,000 numbers in a list in a list, and sixty fixes to be tried": {
    files: {
      "a.yml": `${MENDABLE.replaceAll(/: (\d+)$/gm, ": 0$1")}optimizer: {p: [[${"1,".repeat(600_000)}]]}\n`,
    },
    args: ["check", "a.yml"],
  },
  "the same texts as numbers under each of 300 keys": below(
    `${GENERATES}x: &x ${inLists("1e5,".repeat(1000))}\n${count(300, (i) => `scheduler_${i}: *x\n`)}scheduler: *x`,
  ),
});
