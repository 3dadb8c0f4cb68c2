import type { Checkpoint } from "../checkpoints/checkpoint";
import { catalogueOfTarget, createLaunch } from "../launch/createLaunch";
import type { ConfigFile, Launch } from "../launch/launch";
import { readYaml } from "../yaml/read";
import { savedModelOf } from "./savedModel";

/** The launch that saved a checkpoint, from the configs that NeoX keeps beside the weights; undefined without them. */
export function savedLaunchOf(checkpoint: Checkpoint, launch: Launch): Launch | undefined {
  const saved = readable(checkpoint);
  if (saved.length === 0) return undefined;
  const byCatalogue = known.get(checkpoint) ?? new WeakMap<object, Launch>();
  known.set(checkpoint, byCatalogue);
  const catalogue = catalogueOfTarget(launch.target);
  const found = byCatalogue.get(catalogue) ?? launchOf(checkpoint, saved, launch);
  byCatalogue.set(catalogue, found);
  return found;
}

const known = new WeakMap<Checkpoint, WeakMap<object, Launch>>();

function launchOf(checkpoint: Checkpoint, files: readonly ConfigFile[], { target }: Launch): Launch {
  const model = savedModelOf(checkpoint);
  const gpus = model?.rank.dataParallelSize && model.rank.dataParallelSize * model.ranks;
  return createLaunch({ files, target, scope: "launch", ...(gpus && { gpus }) });
}

/** None where one is broken: what it says would count as absent. */
function readable({ folder, tag, configs }: Checkpoint): readonly ConfigFile[] {
  const files = [...configs].map(([name, text]) => {
    return { path: `${folder}/${tag}/configs/${name}`, document: readYaml(text) };
  });
  return files.every(({ document }) => document.problems.length === 0) ? files : [];
}
