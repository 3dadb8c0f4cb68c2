import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { check } from "../../server/src/features/check";
import { NotAsked } from "../../server/src/features/verify/answer";
import { verify } from "../../server/src/features/verify/verification";
import { Checkouts } from "../../server/src/workspace/checkouts";
import { askNeox } from "../../server/src/workspace/node/askNeox";
import { nodeFiles } from "../../server/src/workspace/node/nodeFiles";
import { readYaml } from "../../server/src/yaml/read";
import type { ForkLaunch } from "./forks";
import { functionOf } from "./functionOf";

const LAUNCHES = new URL("../../../shared/parity/forks.jsonl", import.meta.url);
const SCRIPT = resolve("server/ask/verify.py");

/**
 * Asks the code of forks about launches of theirs, as `neox-config verify` does, and counts how its verdicts stand beside
 * ours and beside the recorded ones:
 *
 *   npm run fork-verify -- FOLDER PYTHON [LAUNCHES]
 *
 * FOLDER holds a checkout of each at its recorded commit, as OWNER+NAME; LAUNCHES is how many of each are asked (4).
 */
async function main([folder = ".", python = "python3", most = "4"]: readonly string[]): Promise<void> {
  const checkouts = new Checkouts(nodeFiles);
  const launches = readFileSync(LAUNCHES, "utf8").trimEnd().split("\n");
  const counts = new Map<string, number>();
  const asked = new Map<string, number>();
  for (const launch of launches.map((line): ForkLaunch => JSON.parse(line))) {
    const { id, repo, files, gpus } = launch;
    const root = join(resolve(folder), repo.replace("/", "+"), launch.folder);
    const before = asked.get(repo) ?? 0;
    if (before >= Number(most) || !existsSync(root)) continue;
    asked.set(repo, before + 1);
    const target = await checkouts.target(pathToFileURL(root).href, repo);
    if (target === undefined) continue;
    const documents = files.map(({ name, text }) => ({ path: name, document: readYaml(text) }));
    const checked = check({ files: documents, target, gpus, scope: "launch" });
    const options = { python, checkout: root, script: SCRIPT, folder: root, seconds: 300, gibibytes: 12 };
    const answer = await askNeox({ files, gpus }, options).catch((error: unknown) => {
      if (!(error instanceof NotAsked)) throw error;
      return undefined;
    });
    const found = answer && verify(checked, answer);
    const told = found === undefined ? "not asked" : (found.trouble?.message ?? found.agreement);
    const isRecorded = answer?.verdict?.launches === launch.runs ? "as recorded" : "otherwise than recorded";
    const row = `${told}, ${isRecorded}`;
    counts.set(row, (counts.get(row) ?? 0) + 1);
    const at = functionOf(answer?.verdict?.at);
    if (told !== "agrees")
      console.log(`${id}: ${row}: ${answer?.verdict?.message ?? answer?.failed?.message} ${at}`);
  }
  console.log(`${asked.size} checkouts`);
  for (const [row, count] of counts) console.log(`${count}  ${row}`);
}

void main(process.argv.slice(2));
