// @ts-check
// Runs 10,000 launches through `neox-config check --launches -` in a heap of 64 megabytes:
// `node bench/sweep.mjs [LAUNCHES [COMMENT_LINES [COMMAND]]]`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

const [
  ,
  ,
  LAUNCHES = "10000",
  COMMENT_LINES = "200",
  COMMAND = resolve(import.meta.dirname, "../dist/cli.js"),
] = process.argv;
const COUNT = Number(LAUNCHES);
const HEAP_MEGABYTES = 64;

/** Launches of many widths, a third of them refused; each has two files of some size. */
function launchLine(/** @type {number} */ index) {
  const heads = 8 * (1 + (index % 5));
  const model = [
    ...Array.from(
      { length: Number(COMMENT_LINES) },
      (_, line) => `# line ${line} of a long comment about this model`,
    ),
    `hidden_size: ${64 * heads + (index % 3 === 0 ? 1 : 0)}`,
    `num_attention_heads: ${heads}`,
    "num_layers: 12",
    "seq_length: 2048",
    "max_position_embeddings: 2048",
  ].join("\n");
  const setup = `train_micro_batch_size_per_gpu: ${1 + (index % 7)}\nseed: ${index}\n`;
  const files = [
    { name: "model.yml", text: model },
    { name: "setup.yml", text: setup },
  ];
  return `${JSON.stringify({ id: index, files, gpus: 8, neox: "main" })}\n`;
}

const started = performance.now();
const child = spawn(
  process.execPath,
  [`--max-old-space-size=${HEAP_MEGABYTES}`, COMMAND, "check", "--launches", "-"],
  { stdio: ["pipe", "pipe", "inherit"] },
);

async function feed() {
  for (let index = 0; index < COUNT; index++)
    if (!child.stdin.write(launchLine(index))) await once(child.stdin, "drain");
  child.stdin.end();
}

async function countAnswers() {
  const counts = { answers: 0, refused: 0 };
  for await (const line of createInterface({ input: child.stdout })) {
    const { id, launches } = JSON.parse(line);
    if (id !== counts.answers++) throw new Error(`answer ${id} is out of order`);
    if (!launches) counts.refused++;
  }
  return counts;
}

const [counts, [exit]] = await Promise.all([countAnswers(), once(child, "exit"), feed()]);
const seconds = (performance.now() - started) / 1000;
console.log(
  `${counts.answers} launches, ${counts.refused} refused, in ${seconds.toFixed(1)} s: ` +
    `${(COUNT / seconds).toFixed(0)} a second in a heap of ${HEAP_MEGABYTES} MB (exit ${exit})`,
);
process.exitCode = counts.answers === COUNT && exit === 1 ? 0 : 1;
