import type { OracleLaunch } from "../../scripts/oracle/oracle";
import { catalogueAt } from "../../server/src/arguments/catalogue";
import { READ_BY_LAUNCHER, READ_THE_MACHINE } from "../differential/machineArguments";
import { Random } from "../differential/random";
import { valueFor } from "../differential/values";
import { ARCHITECTURES, COMMON, PRECISIONS, type Settings } from "../parity/launches/bases";
import { writeFiles } from "../parity/launches/write";
import { COURSE, MODEL, TOGETHER } from "./choices";

/** These, and what waits for someone. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...READ_THE_MACHINE,
  ...READ_BY_LAUNCHER,
  "use_wandb",
  "use_comet",
  "serve_model_weights",
]);

/** Models of which every kernel runs on a CPU. */
const RUN_ON_CPUS = [
  "neox",
  "gpt2",
  "gpt-j",
  "llama",
  "multi-query",
  "bloom",
  "qk-norm",
  "relative-positions",
  "sinusoidal-positions",
] as const;

interface Layout {
  readonly gpus: number;
  readonly settings: Settings;
}

/** How one or two ranks share a training. */
const LAYOUTS: readonly [Layout, ...Layout[]] = [
  { gpus: 1, settings: { pipe_parallel_size: "0", zero_optimization: "{stage: 0}" } },
  { gpus: 1, settings: { pipe_parallel_size: "0", zero_optimization: "{stage: 1}" } },
  { gpus: 1, settings: { pipe_parallel_size: "1", eval_iters: "0", zero_optimization: "{stage: 0}" } },
  { gpus: 1, settings: { pipe_parallel_size: "0", zero_optimization: "{stage: 3}" } },
  { gpus: 2, settings: { pipe_parallel_size: "0", zero_optimization: "{stage: 1}" } },
  { gpus: 2, settings: { pipe_parallel_size: "0", zero_optimization: "{stage: 2}" } },
  {
    gpus: 2,
    settings: { pipe_parallel_size: "0", model_parallel_size: "2", zero_optimization: "{stage: 1}" },
  },
  { gpus: 2, settings: { pipe_parallel_size: "2", eval_iters: "0", zero_optimization: "{stage: 1}" } },
];

/**
 * A whole training of a number: small enough for a CPU, up to six of its settings as another would write them,
 * mostly those that come after the model.
 */
export function generateTraining(number: number): OracleLaunch {
  const random = new Random(number * 9973 + 101);
  const precision = random.pick(["fp32", "fp16", "fp16-block", "bfloat16", "bf16-block"]);
  const { gpus, settings: layout } = random.pick(LAYOUTS);
  const settings = new Map(
    Object.entries({
      ...COMMON,
      save: "ckpt",
      checkpoint_factor: "2",
      ...ARCHITECTURES[random.pick(RUN_ON_CPUS)],
      ...PRECISIONS[precision],
      ...layout,
    }),
  );
  for (let count = random.below(7); count > 0; count -= 1) change(settings, random);
  return { id: `w${number}`, gpus, files: writeFiles([...settings], random) };
}

function change(settings: Map<string, string>, random: Random): void {
  const kind = random.next();
  if (kind < 0.5) setFrom(COURSE, settings, random);
  else if (kind < 0.7)
    for (const [key, value] of Object.entries(random.pick(TOGETHER))) settings.set(key, value);
  else if (kind < 0.87) setFrom(MODEL, settings, random);
  else if (kind < 0.97) setAny(settings, random);
  else settings.delete([...settings.keys()][random.below(settings.size)] ?? "");
}

function setFrom(choices: typeof COURSE, settings: Map<string, string>, random: Random): void {
  const [key, values] = Object.entries(choices)[random.below(Object.keys(choices).length)] ?? [];
  if (key !== undefined && values !== undefined) settings.set(key, random.pick(values));
}

/** Any argument of NeoX, with a value mostly of its type. */
function setAny(settings: Map<string, string>, random: Random): void {
  const { names, get } = catalogueAt("main");
  const argument = get(names[random.below(names.length)] ?? "");
  if (argument !== undefined && !LEFT_OUT.has(argument.name))
    settings.set(argument.name, valueFor(argument, random));
}
