import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { readCheckout } from "../../../server/src/arguments/checkout/readCheckout";
import { gpusOfHosts, parseHostfile } from "../../../server/src/launch/gpus";
import { parseTarget } from "../../../server/src/launch/parseTarget";
import { discoverLaunches } from "../../../server/src/launches/discover";
import { readProject } from "../../../server/src/launches/project";
import { namesInProject } from "../../../server/src/launches/projectNames";
import { readYaml } from "../../../server/src/yaml/read";
import type { Target } from "../target";
import { mutated } from "../texts";

const HOSTFILE = "worker-0 slots=8\n# a comment\nworker-1 slots=8\n";

const PROJECT = `neox: main
gpus: 8
launches:
  - name: pythia
    files: [configs/160M.yml, configs/local_setup.yml]
    gpus: 64
rules: { tensor-core-alignment: off, unknown-argument: warning }
arguments: [my_fork_flag]
`;

const SCRIPT = `#!/bin/bash
#SBATCH --nodes=2
CONFIG=configs/"$1".yml
cd /fsx/gpt-neox && python ./deepy.py train.py -d configs $CONFIG \\
  'local_setup.yml' "\${SETUP:-x}" 2>&1 | tee log
`;

const TARGET = "2024-10-31";

export const hostfile: Target = (random) => {
  const hosts = parseHostfile(mutated(random, [HOSTFILE]));
  if (hosts !== undefined && !("message" in hosts))
    gpusOfHosts(hosts, { numNodes: random.below(3), numGpus: random.below(9) });
  return [];
};

export const project: Target = (random) => {
  const text = mutated(random, [PROJECT]);
  const document = readYaml(text);
  const spans = [...readProject(document).problems, ...namesInProject(document)].map(({ span }) => span);
  const outside = spans.filter(({ start, end }) => !(start >= 0 && start <= end && end <= text.length));
  return outside.map(() => "a problem is outside of the project file");
};

export const script: Target = (random) => {
  discoverLaunches(mutated(random, [SCRIPT]));
  parseTarget(mutated(random, [TARGET]));
  return [];
};

/** From the project's root, where all programs start. */
const CHECKOUT = "test/arguments/fixtures/checkout";
const modules = readdirSync(CHECKOUT, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".py"),
);
const sources = new Map(modules.map((name) => [name, readFileSync(join(CHECKOUT, name), "utf8")]));

/** Half of a fork's source files are broken in some way. */
export const checkout: Target = async (random) => {
  await readCheckout(async (path) => {
    const text = sources.get(basename(path));
    return text === undefined || random.chance(0.5) ? text : mutated(random, [text]);
  });
  return [];
};
