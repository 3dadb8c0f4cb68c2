import { MODEL } from "../command";
import { count } from "../repeat";
import { type Attack, carryOut } from "./attack";
import { dict, type Part, pickle, zip } from "./dataFiles";

/** Numbers that others tell: hostfiles, logs and checkpoints. None is what the launch itself says. */
const VAST = "9".repeat(400);
/** One more is the same number in JavaScript. */
const EXACT = "9007199254740992";
const ONE_AND_A_HALF = "G\x3f\xf8\0\0\0\0\0\0";
const INFINITE = "G\x7f\xf0\0\0\0\0\0\0";
const NO_NUMBER = "G\x7f\xf8\0\0\0\0\0\0";
const BELOW_NOTHING = "J\xff\xff\xff\xff";

const TABLE = MODEL.replace(/^(.*): (.*)$/gm, "  $1 ........ $2updated");

type Files = Readonly<Record<string, string | Uint8Array>>;

const asked = (files: Files, ...args: readonly string[]): Attack => ({
  files,
  args: args.length > 0 ? args : ["check", "a.yml"],
});
const hosts = (hostfile: string, ...args: readonly string[]) =>
  asked({ "a.yml": `${MODEL}hostfile: ./hosts\n`, hosts: hostfile }, ...args);
const log = (lines: string, ...args: readonly string[]) =>
  asked(
    {
      "a.log": `-------------------- arguments --------------------\n${TABLE}---------------- end of arguments ----------------\n${lines}`,
    },
    ...["why", "a.log", ...args],
  );

/** A checkpoint of this state of each of some ranks, with the config that it says it was saved with. */
async function saved(
  state: Readonly<Record<string, Part>>,
  { ranks = 1, lines = "", args = [] as readonly string[] } = {},
): Promise<Attack> {
  const rank = await zip({ "a/data.pkl": pickle(dict(state), ".") });
  const files = Array.from(
    { length: ranks },
    (_, index) => [`mp_rank_0${index}_model_states.pt`, rank] as const,
  );
  return asked(
    {
      "a.yml": `${MODEL}${lines}load: c\n`,
      "c/latest": "global_step1",
      "c/global_step1/configs/a.yml": MODEL,
      ...Object.fromEntries(files.map(([name, content]) => [`c/global_step1/${name}`, content])),
    },
    ...args,
  );
}

const NUMBERS = { "1.5": ONE_AND_A_HALF, inf: INFINITE, nan: NO_NUMBER, "-1": BELOW_NOTHING };

/** Each number in place of each thing that a rank says of itself. */
async function ranksOf(
  name: string,
  state: (number: Part) => Readonly<Record<string, Part>>,
  options: Parameters<typeof saved>[1] = {},
): Promise<Readonly<Record<string, Attack>>> {
  const attacks = Object.entries(NUMBERS).map(
    async ([said, number]): Promise<readonly [string, Attack]> => [
      `a saved ${name} of ${said}${options.args ? `, by ${options.args.join(" ")}` : ""}`,
      await saved(state(number), options),
    ],
  );
  return Object.fromEntries(await Promise.all(attacks));
}

carryOut({
  "a hostfile of a number of 400 digits": hosts(`a slots=${VAST}\n`),
  "a hostfile of a number of 400 digits, in a report": hosts(
    `a slots=${VAST}\n`,
    ...["report", "a.yml", "--format", "json"],
  ),
  "a hostfile of two numbers that are vast together": hosts(
    `a slots=1${"0".repeat(308)}\nb slots=1${"0".repeat(308)}\n`,
    ...["report", "a.yml"],
  ),
  "a run of ranks of 400 digits": log(
    `dist_world_size=${VAST}\n${count(9, (i) => ` samples/sec: 1.5 | iteration ${i}/ 100 | elapsed time per iteration (ms): 1.0 |\n`)}`,
    ...["--format", "json"],
  ),
  "a node of ranks that are no longer counted": log(
    `nnodes=2, num_local_procs=3, node_rank=${EXACT}\n` +
      `[Rank ${EXACT}] Watchdog caught collective operation timeout\n` +
      `Traceback (most recent call last):\n  File "/x/a.py", line 1, in f\nValueError: x\n`,
  ),
  ...(await ranksOf("number of ranks", (number) => ({ dp_world_size: number, module: "}" }))),
  ...(await ranksOf("number of ranks", (number) => ({ dp_world_size: number, module: "}" }), {
    args: ["compare", "a.yml", "--checkpoint"],
  })),
  ...(await ranksOf("number of layers", (number) => ({ args: dict({ num_layers: number }), module: "}" }))),
  ...(await ranksOf("model_parallel_size", (number) => ({
    args: dict({ model_parallel_size: number }),
    module: "}",
  }))),
});
