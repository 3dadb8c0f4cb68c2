import type { Steps } from "../base/steps";
import { companionFiles } from "../launches/comments/companionFiles";
import { discoveringLaunches } from "../launches/discover";
import type { YamlDocument } from "../yaml/tree";

/** A launch that a file of the workspace tells of: a script that starts it, or a config that names its companions. */
export interface FoundLaunch {
  readonly source: "comment" | "script";
  /** The file that tells. */
  readonly from: string;
  /** As written there: relative to the config, or to the folder the script is started in. */
  readonly paths: readonly string[];
}

const CONFIG_NAME = /\.ya?ml$/i;
const SCRIPT_NAME = /\.(sh|bash|zsh|sbatch|slurm|sub|job|pbs|mk|md|rst)$|^(GNU)?[Mm]akefile$|^README/;

export function isYamlName(name: string): boolean {
  return CONFIG_NAME.test(name);
}

/** Whether a file of this name may be launched: YAML is often JSON. */
export function isConfigName(name: string): boolean {
  return isYamlName(name) || /\.json$/i.test(name);
}

/** Whether a file of this name may tell of a launch. */
export function mayTellLaunch(name: string): boolean {
  return isYamlName(name) || SCRIPT_NAME.test(name);
}

/** A text, and how it is read as YAML. */
export interface Readable {
  readonly text: string;
  reading(): Steps<YamlDocument>;
}

/** The launches that the text of one file tells of. */
export function* lookingForLaunches(uri: string, { text, reading }: Readable): Steps<readonly FoundLaunch[]> {
  if (!isYamlName(uri)) {
    if (!text.includes("deepy.py")) return [];
    const launches = yield* discoveringLaunches(text);
    return launches.map(({ files }) => ({ source: "script", from: uri, paths: files }));
  }
  if (!/neox-config:\s*with\s/.test(text)) return [];
  const companions = companionFiles((yield* reading()).comments);
  const own = uri.slice(uri.lastIndexOf("/") + 1);
  return companions.length === 0
    ? []
    : [{ source: "comment", from: uri, paths: [decodeURIComponent(own), ...companions] }];
}
