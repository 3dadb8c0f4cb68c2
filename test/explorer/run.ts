/** Shapes that the explorer offers near launches that NeoX takes, each written and run by real NeoX: `scripts/runBundled.mjs`. */

import { resolveFix } from "../../server/src/engine/fix";
import { objectionsToAnyShape } from "../../server/src/features/report/objections";
import { exploreShapes, shapeFix } from "../../server/src/features/report/shapes";
import { createLaunch } from "../../server/src/launch/createLaunch";
import type { Target } from "../../server/src/launch/target";
import { applyEdits } from "../../server/src/yaml/edit";
import { readYaml } from "../../server/src/yaml/read";
import { type RealNeox, withRealNeox } from "../differential/realNeox";
import { type LaunchRecord, readLaunches } from "../parity/records";

const [count = 500] = process.argv.slice(2).map(Number);

/** A shape and the files that a click on it leaves. */
interface Suggestion {
  readonly writes: string;
  readonly files: LaunchRecord["files"];
}

/** What the explorer offers near a launch, besides the shape that it has. */
function suggestionsFor({ files, gpus }: LaunchRecord, target: Target): readonly Suggestion[] {
  const read = files.map(({ name, text }) => ({ path: name, document: readYaml(text) }));
  const launch = createLaunch({ files: read, target, gpus, scope: "launch" });
  if (objectionsToAnyShape(launch).length > 0) return [];
  const offered = exploreShapes(launch).filter((it) => it.objections.length === 0 && !it.isPresent);
  return offered.flatMap((shape) => {
    const edits = resolveFix(launch, shapeFix(launch, shape))?.edits;
    if (edits === undefined) return [];
    const written = files.map(({ name, text }) => {
      const own = edits.filter(({ file }) => file.path === name);
      return { name, text: applyEdits(text, own) };
    });
    return [{ writes: shape.writes.join(", "), files: written }];
  });
}

/** One suggestion near each launch that NeoX takes, another place of the grid each time, until there are `count`. */
async function trySuggestions({ neox, target, version }: RealNeox): Promise<void> {
  const launching = readLaunches(version).filter(({ verdict }) => verdict.launches);
  let [tried, accepted] = [0, 0];
  for (let round = 0; tried < count && round < count; round++) {
    for (const [index, recorded] of launching.entries()) {
      if (tried === count) break;
      const suggestions = suggestionsFor(recorded, target);
      const suggestion = suggestions[(7 * index + 11 * round) % suggestions.length];
      if (suggestion === undefined) continue;
      const { gpus } = recorded;
      const verdict = await neox.ask({ id: String(tried++), gpus, files: suggestion.files });
      if (verdict.launches) accepted++;
      else console.log(`${recorded.id}: ${suggestion.writes}: ${verdict.at}: ${verdict.message}`);
    }
  }
  console.log(`${tried} shapes that the explorer offers, for ${version.target}: NeoX takes ${accepted}`);
}

void withRealNeox(trySuggestions);
