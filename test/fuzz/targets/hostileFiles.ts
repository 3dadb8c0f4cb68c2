import type { FileSystem } from "../../../server/src/workspace/fileSystem";
import type { Random } from "../../differential/random";
import type { Seeds } from "../target";
import { mutated, smallText } from "../texts";

const NAMES = ["a.yml", ".neox-config.yml", "run.sh", "hostfile", "folder", "b c.yml", "megatron"] as const;

/**
 * A disk on which anything may be anything: files of garbage, files that fail to be read, folders that hold
 * themselves. The same question has the same answer.
 */
export function hostileFiles(random: Random, seeds: Seeds): FileSystem {
  const texts = new Map<string, string | Error | undefined>();
  return {
    async read(uri) {
      if (!texts.has(uri)) texts.set(uri, anything(random, seeds));
      const text = texts.get(uri);
      if (text instanceof Error) throw text;
      return text;
    },
    async list(folder) {
      if (folder.length > 60) return [];
      return NAMES.map((name) => ({
        name,
        kind: name === "folder" || name === "megatron" ? "folder" : "file",
      }));
    },
    async locate(uri) {
      return uri;
    },
    async exists(uri) {
      return NAMES.some((name) => uri.endsWith(name));
    },
  };
}

function anything(random: Random, seeds: Seeds): string | Error | undefined {
  switch (random.below(5)) {
    case 0:
      return undefined;
    case 1:
      return new Error("the disk is broken");
    case 2:
      return mutated(random, [
        "launches:\n  - name: x\n    files: [a.yml, b c.yml]\n",
        "python deepy.py train.py a.yml\n",
      ]);
    default:
      return smallText(random, seeds);
  }
}
