import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { MENDABLE, MODEL, mended, textOf } from "../command";
import { count, lines } from "../repeat";
import { type Attack, carryOut } from "./attack";
import { TRIED } from "./triedInts";

type Files = Readonly<Record<string, string>>;

const LOG = 'Traceback (most recent call last):\n  File "/x/train.py", line 1, in <module>\nValueError: x\n';
const RUN = `${MODEL}train_iters: 100\noptimizer: {type: Adam, params: {lr: 0.001}}\n`;
/** Commands about several configs, of which each has what all have. */
const asked = (args: readonly string[], files: Files = {}, more: Partial<Attack> = {}): Attack => ({
  files: { "a.yml": MODEL, "b.yml": RUN, "r.log": LOG, ...files },
  args,
  ...more,
});
/** One config so many times. */
const times = (length: number, name = "a.yml") => Array<string>(length).fill(name);
const numbered = (length: number, content: (index: number) => string): Files =>
  Object.fromEntries(Array.from({ length }, (_, index) => [`c${index}.yml`, content(index)]));
const namesOf = (files: Files) => Object.keys(files);
/** A config on the hosts of a file. */
const onHosts = (hosts: string, more: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": `${MODEL}hostfile: h\n${more}`, h: hosts },
  args: args.length > 0 ? args : ["check", "a.yml"],
});
const project = (content: string, files: Files = {}, ...more: readonly string[]): Attack => ({
  files: { ".neox-config.yml": content, "a.yml": MODEL, "b.yml": "hidden_siz: 1\n", ...files },
  args: ["check", ...more],
});

const KEYS = numbered(400, (i) => `k${i}: ${i}\n`);
const ALIKE = numbered(120, () => `${MODEL}${TRIED}`);
/** In another order for each launch, and with another number of GPUs. */
const SHARED = `launches:\n${lines(30, (i) => `  - {name: x${i}, gpus: ${i + 1}, files: [${i % 2 ? "a.yml, m.yml" : "m.yml, a.yml"}]}`)}`;

carryOut({
  "900 times one config, checked": asked(["check", ...times(900)]),
  "900 times one config, its values": asked(["effective", ...times(900), "--format", "json"]),
  "900 times one config, its figures": asked(["report", ...times(900), "--ranks"]),
  "900 times one config, its schedule, and before it": asked([
    ...["schedule", ...times(300, "b.yml"), "--resume-at", "50", "--before", ...times(600, "b.yml")],
  ]),
  "900 times one config beside a log": asked(["why", "r.log", ...times(900)]),
  "900 logs that are one, and a config": asked(["why", ...times(900, "r.log"), "a.yml"]),
  "a config in place of a log, and a log in place of a config": asked(["why", "a.yml", "r.log", "b.yml"]),
  "standard input for a log and for a log": asked(["why", "-", "-", "a.yml"], {}, { stdin: LOG }),
  "devices for the configs of a log": asked(
    ["why", "r.log", "/dev/null", "/dev/zero.yml"],
    {},
    { refused: true },
  ),
  "400 configs and the same from behind, compared": asked(
    ["compare", "a.yml", ...namesOf(KEYS), "--", ...namesOf(KEYS).reverse(), "a.yml"],
    KEYS,
  ),
  "launches without a config on one side, compared": asked(
    ["compare", "a.yml", "--", "--"],
    {},
    { refused: true },
  ),
  "three launches, compared": asked(
    ["compare", "a.yml", "--", "b.yml", "--", "a.yml"],
    {},
    { refused: true },
  ),
  "standard input with itself, compared": asked(["compare", "-", "-"], {}, { stdin: MODEL }),
  "120 configs of 40 fixes in one launch, mended on paper": asked(
    ["check", "--fix-all", "--dry-run", ...namesOf(ALIKE)],
    ALIKE,
  ),
  "one config in 30 launches that differ in their GPUs, mended": {
    ...project(
      SHARED,
      { "m.yml": MENDABLE, "a.yml": "model_parallel_size: 3\ntrain_batch_size: 7\n" },
      ...["--fix-all", "--format", "json"],
    ),
    afterwards(folder) {
      // What is mended once is mended, whatever else the launches make of it.
      expect(textOf(folder, "m.yml")).toContain(mended(MENDABLE).slice(MODEL.length));
      expect(textOf(folder, "m.yml")).toMatch(/^(?:\w+: \S+\n)+$/);
    },
  },
  "20,000 hosts, all but some of whose slots are told": onHosts(
    lines(20_000, (i) => `h${i} slots=8`),
    `include: "${count(20_000, (i) => `h${i}:0,1,2@`)}h1:3"\n`,
  ),
  "hosts of the names that every object has": onHosts(
    "__proto__ slots=8\nconstructor slots=8\ntoString slots=4\n",
    'include: "__proto__:0@constructor:7@valueOf"\n',
  ),
  "all hosts left out, slot by slot": onHosts(
    "a slots=8\n",
    'exclude: "a:0,1,2,3,4,5,6,7"\n',
    "report",
    "a.yml",
  ),
  "200,000 slots of one host, each by its number": onHosts(
    "a slots=200000\n",
    `include: "a:${count(199_999, (i) => `${i},`)}199999"\n`,
  ),
  "hosts behind a mark, in blanks and breaks that only JavaScript knows": onHosts(
    "\ufeffa slots=08\n\u00a0b slots=8\u2028c slots=8\u0085d\u2003slots=8\n",
    'include: "b@c"\n',
  ),
  "hosts of characters of nothing": onHosts("a\0 slots=8\nb slots=8\0\n", 'include: "b\\0"\n'),
  "a config for its own hostfile": asked(["check", "a.yml"], { "a.yml": `${MODEL}hostfile: a.yml\n` }),
  "filters, nodes and launchers of no kind": onHosts(
    "a slots=8\n",
    "launcher: [slurm]\ninclude: [a]\nexclude: {a: 1}\nnum_nodes: [1]\nnum_gpus: true\nmaster_addr: {}\n",
  ),
  "as many GPUs as a number holds, rank by rank": asked([
    ...[
      "report",
      "a.yml",
      "--gpus",
      "9007199254740991",
      "--vocab",
      "9007199254740991",
      "--mfu",
      "1e-320",
      "--ranks",
    ],
  ]),
  "a GPU of the name that every object has": asked(
    ["report", "a.yml", "--gpu", "__proto__"],
    {},
    { refused: true },
  ),
  "a time of next to nothing for iterations that take all": asked([
    ...[
      "schedule",
      "b.yml",
      "--seconds-per-iteration",
      "1e308",
      "--time-limit",
      "5e-324",
      "--format",
      "json",
    ],
  ]),
  "a run before that is broken": asked(
    ["schedule", "b.yml", "--resume-at", "50", "--before", "c.yml"],
    { "c.yml": "a: b: c\n" },
    { refused: true },
  ),
  "configs by a folder of configs that is a link to itself": asked(
    ["check", "-d", "l/l/l/l", "a", "b.yml"],
    {},
    { prepare: (folder) => symlinkSync(".", join(folder, "l")) },
  ),
  "a folder of a config's name beside the config without it": asked(
    ["check", "-d", ".", "a", "d"],
    {},
    { prepare: (folder) => void mkdirSync(join(folder, "d.yml")), refused: true },
  ),
  "a launch that tells of orders in each format at once": project(
    'launches: [{name: "\\e[31m\\n::add-mask::x\\u202e##[error]", files: [a.yml, b.yml]}, {name: "__proto__", files: [b.yml]}]\n',
    {},
    ...["--format", "gitlab", "--fail-on", "start", "--max-warnings", "0"],
  ),
  "a launch of aliases of the whole project file": project(
    "&p\nlaunches: &l [{name: *p, files: *l, gpus: *l}, *p, {files: [*p, a.yml]}]\nrules: *p\narguments: *l\nneox: *p\n",
  ),
  "lines of one config under 90 scripts, GPUs and spellings": asked(
    ["check", "--launches", "-"],
    {},
    {
      stdin: lines(90, (i) =>
        JSON.stringify({
          id: [i],
          files: [`${"./".repeat(i)}a.yml`, { name: "a.yml", text: `seed: ${i}\n` }, "b.yml"].slice(
            0,
            1 + (i % 3),
          ),
          script: ["train.py", "generate.py", "eval.py"][i % 3],
          gpus: i || 1,
        }),
      ),
    },
  ),
  "lines whose files are named by what is none": asked(
    ["check", "--launches", "-"],
    {},
    {
      stdin: lines(40, (i) =>
        JSON.stringify({
          id: i,
          files: [["-", "", ".", "a.yml\0", "/dev/stdin", "~", "a", "..", "\ud800", "\u202e"][i % 10]],
        }),
      ),
    },
  ),
  "60 launches of what is searched for mends, in each order of their files": project(
    `launches:\n${lines(60, (i) => `  - {name: x${i}, gpus: ${i + 1}, files: [${i % 2 ? "a.yml, w.yml" : "w.yml, a.yml"}]}`)}`,
    {
      "a.yml": "hidden_size: 770\nnum_attention_heads: 13\nnum_kv_heads: 7\n",
      "w.yml": "num_layers: 12\nmodel_parallel_size: 5\nrotary_pct: 0.37\n",
    },
    ...["--fix-all", "--dry-run"],
  ),
  "a log of all that another config says, beside configs of one long text": asked(
    ["why", "r.log", "a.yml", "b.yml", "c0.yml"],
    {
      "r.log": `-------------------- arguments --------------------\n${TRIED.replaceAll(/^(\w+): (\d+)$/gm, "  $1 ................ $2updated")}---------------- end of arguments ----------------\n${LOG}`,
      "c0.yml": `x: &k "${"\\ta".repeat(9000)}"\n${TRIED.replaceAll("0123", "*k").replace("train_iters: *k\n", "")}`,
    },
  ),
});
