import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createLaunch } from "../../server/src/launch/createLaunch";
import { total } from "../../server/src/model/parameters/count";
import { layerCount, modelParameters } from "../../server/src/model/parameters/modelParameters";
import { Checkouts } from "../../server/src/workspace/checkouts";
import { nodeFiles } from "../../server/src/workspace/node/nodeFiles";
import { readYaml } from "../../server/src/yaml/read";

/** What the modules of a fork's layers hold, by kind. */
interface ForkNumbers {
  readonly repo: string;
  readonly folder: string;
  readonly config: readonly string[];
  readonly perLayer: Readonly<Record<string, { readonly total: number }>>;
}

const NUMBERS = new URL("../../../shared/parity/fork-numbers.jsonl", import.meta.url);

/**
 * Prints how our parameters of a layer compare with those of the forks' own modules:
 *
 *   npm run fork-numbers -- FOLDER
 *
 * FOLDER holds a checkout of each at its recorded commit, as OWNER+NAME.
 */
async function main([folder = "."]: readonly string[]): Promise<void> {
  const checkouts = new Checkouts(nodeFiles);
  const count = { equal: 0, unknown: 0, wrong: 0 };
  for (const line of readFileSync(NUMBERS, "utf8").trimEnd().split("\n")) {
    const row: ForkNumbers = JSON.parse(line);
    const root = join(resolve(folder), row.repo.replace("/", "+"), row.folder);
    if (!existsSync(root)) continue;
    const target = await checkouts.target(pathToFileURL(root).href, row.repo);
    if (target === undefined) continue;
    const files = row.config.map((path) => ({
      path,
      document: readYaml(readFileSync(join(root, path), "utf8")),
    }));
    const parameters = modelParameters(createLaunch({ files, target, gpus: 8, scope: "launch" }));
    for (const [kind, { total: own }] of Object.entries(row.perLayer)) {
      const ours = parameters?.parts.has(kind) ? total(layerCount(parameters, kind)) : undefined;
      const verdict = ours === undefined ? "unknown" : ours === own ? "equal" : "wrong";
      count[verdict] += 1;
      if (verdict !== "equal")
        console.log(`${row.repo} ${row.config.join(" ")} ${kind}: ${ours ?? "unknown"}, and it is ${own}`);
    }
  }
  console.log(`${count.equal} equal, ${count.unknown} unknown, ${count.wrong} wrong`);
}

void main(process.argv.slice(2));
