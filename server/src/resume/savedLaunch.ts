import type { Checkpoint } from "../checkpoints/checkpoint";
import { catalogueOfTarget, createLaunch } from "../launch/createLaunch";
import type { ConfigFile, Launch } from "../launch/launch";
import { readYaml } from "../yaml/read";
import { savedModelOf } from "./savedModel";

/** The launch that saved a checkpoint, from the configs that NeoX keeps beside the weights; undefined without them. */
export function savedLaunchOf(checkpoint: Checkpoint, launch: Launch): Launch | undefined {
  const saved = savedConfigsOf(checkpoint);
  if (saved.files.length === 0) return undefined;
  const catalogue = catalogueOfTarget(launch.target);
  const found = saved.byCatalogue.get(catalogue) ?? launchOf(checkpoint, saved.files, launch);
  saved.byCatalogue.set(catalogue, found);
  return found;
}

interface SavedConfigs {
  readonly files: readonly ConfigFile[];
  readonly byCatalogue: WeakMap<object, Launch>;
}

/** Their texts may be long, and each launch that tries a change asks for them. */
const known = new WeakMap<Checkpoint, SavedConfigs>();

function savedConfigsOf(checkpoint: Checkpoint): SavedConfigs {
  const found = known.get(checkpoint) ?? { files: readable(checkpoint), byCatalogue: new WeakMap() };
  known.set(checkpoint, found);
  return found;
}

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
