import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { catalogueAt } from "../../../server/src/arguments/catalogue";
import { family } from "../bombs";
import { MODEL } from "../command";
import { lines, listed } from "../repeat";
import { type Attack, carryOut } from "./attack";
import { bytes, dict, oneTensor, type Part, pickle, zip } from "./dataFiles";
import { TRIED } from "./triedInts";

/** Beside what is looked at again in each trial of a fix. */
const below = (text: string, files: Attack["files"] = {}): Attack => ({
  files: { "a.yml": `${MODEL}${TRIED}${text}\n`, ...files },
  args: ["check", "a.yml"],
});

const STEP = "c/global_step1";
const RANK = `${STEP}/mp_rank_00_model_states.pt`;
const saved = async (parts: Part) => zip({ "a/data.pkl": pickle(parts, ".") });
const whole = (value: number) => bytes("K", [value]);
const state = (module: Part) =>
  saved(
    dict({
      module,
      dp_world_size: whole(1),
      mp_world_size: whole(1),
      iteration: whole(10),
      args: dict({ num_layers: whole(12) }),
      random_rng_state: whole(1),
    }),
  );
const LOADS = "precision: bfloat16\nzero_optimization: {stage: 0}\nmodel_parallel_size: 1\nload: c\n";
const PIPELINE = `${LOADS}pipe_parallel_size: 1\nattention_config: [[[gmlp], 12]]\n`;
const BYTES = `!!binary ${"QUFB".repeat(400_000)}`;
const PAIRS = "\u{1f600}".repeat(450_000);
const TEXTS = "train_iters: 1e3\nlog_interval: 1e2\neval_interval: 1e3\neval_iters: 1e1\nseed: 1e3\n";
const keys = (count: number) => listed(count, (index) => `k${index}: 1`);

const each = (value: (index: number) => string): Attack => ({
  files: {
    "a.yml": `${MODEL}${catalogueAt("main")
      .names.filter((name) => !MODEL.includes(`${name}:`))
      .map((name, index) => `${name}: ${value(index)}\n`)
      .join("")}`,
  },
  args: ["check", "a.yml", "--fix-all", "--dry-run"],
});

carryOut({
  "each argument a number that is a text, with an anchor": each((index) => `&a${index} 1e5`),
  "each argument a number in quotes": each(() => "'01'"),
  "each argument a list": each(() => "[1]"),
  "a checkpoint of 45,000 layers": below(`${LOADS}pipe_parallel_size: 0`, {
    "c/latest": "global_step1",
    [RANK]: await state(oneTensor(45_000, (index) => `sequential.${index}.att.x`)),
  }),
  "saved configs of 900,000 characters": below(PIPELINE, {
    "c/latest": "global_step1",
    [RANK]: await state("N"),
    [`${STEP}/configs/a.yml`]: `${MODEL}x: [${"1,".repeat(450_000)}]\n`,
  }),
  "layers of 20,000 tensors each": {
    ...below(PIPELINE, {
      "c/latest": "global_step1",
      [RANK]: await state("N"),
      [`${STEP}/layer_00-model_00-model_states.pt`]: await saved(
        oneTensor(20_000, (index) => `attention.${index}`),
      ),
    }),
    prepare(folder) {
      for (let index = 1; index < 20; index++)
        symlinkSync(
          "layer_00-model_00-model_states.pt",
          join(folder, STEP, `layer_${String(index).padStart(2, "0")}-model_00-model_states.pt`),
        );
    },
  },
  "150,000 keys for DeepSpeed in bfloat16": below(
    `precision: bfloat16\nzero_optimization: {stage: 0}\ndeepspeed_extra_args: {${keys(150_000)}}`,
  ),
  "150,000 keys of fp16": below(`precision: fp16\nfp16: {${keys(150_000)}}`),
  "1,900,000 letters as types of attention": below(`attention_config: "${"a".repeat(1_900_000)}"`),
  "a long text as a pair of attention": below(`attention_config: ["${"a".repeat(1_800_000)}", 1]`),
  "1,200,000 bytes for none that is sparse": below(`num_kv_heads: 4\nsparsity_config: ${BYTES}`),
  "1,200,000 bytes as types of attention": below(`attention_config: ${BYTES}`),
  "1,200,000 bytes as a pattern of attention": below(`attention_config: [[${BYTES}, 5]]`),
  "450,000 letters of two units as a pattern of attention": below(`attention_config: [["${PAIRS}", all]]`),
  "450,000 letters of two units as a pair of attention": below(`attention_config: ["${PAIRS}"]`),
  "600,000 numbers in a list in a list": below(`x: [[${"1,".repeat(600_000)}]]`),
  "blocks of one block 400 times": below(
    `x: &x {${keys(1000)}}\n${["deepspeed_extra_args", "autotuning", "zero_optimization", "fp16", "optimizer"].map((block) => `${block}: {${listed(400, (index) => `b${index}: *x`)}}`).join("\n")}`,
  ),
  "a family of lists wherever a list may be": below(
    `${family(6, "1", (it) => `[${`${it},`.repeat(20)}]`)}${["train_data_paths", "attention_config", "extra_save_iters"].map((key) => `${key}: *top`).join("\n")}`,
  ),
  "2,000 merged keys 200 times": below(
    `x: &x {${keys(2000)}}\n${lines(200, (index) => `m${index}: {<<: *x}`)}<<: *x`,
  ),
  "20,000 keys for each of 300 arguments, beside numbers that are texts": {
    ...each(() => "*x"),
    files: {
      "a.yml": `${MODEL}own: &x {${keys(20_000)}}\n${catalogueAt("main")
        .names.filter((name) => !`${MODEL}${TEXTS}`.includes(`${name}:`))
        .map((name) => `${name}: *x\n`)
        .join("")}${TEXTS}`,
    },
  },
  "20,000 types of attention in each of 60,000 pairs of none": below(
    `own: &x [${"flash,".repeat(20_000)}]\nuse_qk_layernorm: true\nnum_kv_heads: 4\nattention_config: [[[flash],12],${"[*x,0],".repeat(60_000)}]`,
  ),
  "1,000 unknown keys of an optimizer": below(`optimizer: {type: Adam, params: {lr: 0.001, ${keys(1000)}}}`),
});
