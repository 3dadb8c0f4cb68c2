import { MODEL } from "../command";
import { type Attack, carryOut } from "./attack";
import { TRIED } from "./triedInts";

/** Below the model, something that is long once and there many times. */
const below = (lines: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": `${MODEL}${lines}\n` },
  args: args.length > 0 ? args : ["check", "a.yml"],
});

const types = (items: number) => `x: &p [${"a,".repeat(items)}]\n`;
const text = (part: string, times: number) => `x: &k "${part.repeat(times)}"\n`;
const uses = (times: number) => `[${"*k,".repeat(times)}]`;
const betas = (value: string, type = "Adam") =>
  `train_iters: 10\ndata_path: d/x\noptimizer: {type: ${type}, params: {lr: 1.0, betas: ${value}}}`;

const HUGE = `0x${"f7".repeat(900_000)}`;

carryOut({
  "an iteration of a million digits": below(`${TRIED}vocab_file: d/none.json\nload: ck\niteration: ${HUGE}`),
  "an int of a million digits wherever a name is wanted": below(
    `init_method: &h ${HUGE}\noutput_layer_init_method: *h\noptimizer: {type: *h, params: {lr: 1.0}}\npos_emb: *h\nload: ck`,
  ),
  "an int of a million digits as a length, beside none of positions": {
    files: {
      "a.yml": `${MODEL.replace(/(seq_length: ).*/, `$1${HUGE}`).replace(/(position_embeddings: ).*/, "$1null")}`,
    },
    args: ["check", "a.yml", "--fix", "--dry-run"],
  },
  "a list of 40,000 types in 60,000 pairs": below(
    `${types(40_000)}attention_config: [${"[*p,1],".repeat(60_000)}]`,
  ),
  "a pair of 40,000 items 9,000 times, beside one that is mended": below(
    `x: &p [[flash], 0, ${"a,".repeat(40_000)}]\nattention_config: [[[Flash], 12], ${"*p,".repeat(9000)}]`,
  ),
  "a list of 40,000 types in 9,000 pairs that give no layers, beside one that is mended": below(
    `${types(40_000)}attention_config: [[[Flash], 12], ${"[*p,0],".repeat(9000)}]`,
  ),
  "the same, mended": below(
    `${types(40_000)}attention_config: [[[Flash], 12], ${"[*p,0],".repeat(9000)}]`,
    ...["check", "a.yml", "--fix", "--dry-run"],
  ),
  "a list of 40,000 types in 60,000 pairs whose counts are texts": below(
    `${types(40_000)}attention_config: [${'[*p,"1"],'.repeat(60_000)}]`,
  ),
  "9,999 layers of one long name": below(`${text("a", 1_000_000)}attention_config: ${uses(9999)}`),
  "a long name of data 280,000 times in each list": below(
    `${text("a", 1_000_000)}train_data_paths: &l ${uses(280_000)}\nvalid_data_paths: *l\ntest_data_paths: *l`,
  ),
  "a name of data as long as a path may be, 280,000 times": below(
    `${text("a", 32_000)}train_data_paths: &l ${uses(280_000)}\nvalid_data_paths: *l\ntest_data_paths: *l`,
  ),
  "a long path of samples 280,000 times": below(
    `${text("a/", 500_000)}text_gen_type: unconditional\nsample_output_file: ${uses(280_000)}`,
  ),
  "a long address of a folder 280,000 times": below(`${text("a*", 16_000)}save: ${uses(280_000)}`),
  "a long text of commas as 300 betas": below(`${text(",", 1_000_000)}${betas(uses(300))}`),
  "a long text of commas as two betas": below(`${text(",", 1_000_000)}${betas("[*k, *k]", "OneBitAdam")}`),
});
