import { URI, Utils } from "vscode-uri";
import { readCheckout } from "../arguments/checkout/readCheckout";
import { companionFiles } from "../launch/companionFiles";
import { deepyPaths } from "../launch/deepyPaths";
import type { ConfigFile } from "../launch/launch";
import { parseTarget } from "../launch/parseTarget";
import { PROJECT_FILE, type Project, readProject } from "../launch/project";
import { type Target, UNKNOWN_TARGET } from "../launch/target";
import type { ConfigTexts } from "./configTexts";

const NO_PROJECT: Project = { launches: [], rules: {}, arguments: [] };

/** The files that a config is launched with, in order, itself among them. */
export interface LaunchPlan {
  readonly files: readonly string[];
  readonly gpus?: number;
  /** Whether these are all the files of a run, as the project file says it. */
  readonly isWhole: boolean;
}

/** What `.neox-config.yml` and checkouts say of the configs in a folder. */
export class Projects {
  private readonly targets = new Map<string, Promise<Target>>();
  private readonly read = new Map<string, { readonly text: string; readonly project: Project }>();

  constructor(private readonly texts: ConfigTexts) {}

  /** The project of a workspace folder; an empty one without a project file. */
  async of(folder: string | undefined): Promise<Project> {
    const text = folder === undefined ? undefined : await this.texts.text(resolved(folder, PROJECT_FILE));
    if (folder === undefined || text === undefined) return NO_PROJECT;
    const known = this.read.get(folder);
    if (known?.text === text) return known.project;
    const { project } = readProject(text);
    this.read.set(folder, { text, project });
    return project;
  }

  /** The NeoX that a setting or a project names, one object a name: a version, or a checkout below the folder or anywhere. */
  target(name: string, folder: string | undefined): Promise<Target> {
    const place = `${folder} ${name}`;
    let target = this.targets.get(place);
    if (target === undefined) {
      const version = parseTarget(name);
      const isCheckout = version === undefined && name !== "" && folder !== undefined;
      target = isCheckout
        ? this.checkout(name, resolved(folder, name))
        : Promise.resolve(version ?? UNKNOWN_TARGET);
      this.targets.set(place, target);
    }
    return target;
  }

  /** The checkouts are read anew when they are next asked for. */
  forgetCheckouts(): void {
    this.targets.clear();
  }

  private async checkout(label: string, root: string): Promise<Target> {
    const checkout = await readCheckout((path) => this.texts.text(resolved(root, path)));
    return checkout === undefined ? UNKNOWN_TARGET : { kind: "checkout", label, ...checkout };
  }
}

/** A config's launch: the first of the project that has it, else itself with what its comments name, else itself. */
export function launchPlan(file: ConfigFile, project: Project, folder: string | undefined): LaunchPlan {
  for (const { files, gpus } of folder === undefined ? [] : project.launches) {
    const uris = deepyPaths(files).map((name) => resolved(folder ?? "", name));
    if (uris.includes(file.path)) return { files: uris, isWhole: true, ...(gpus !== undefined && { gpus }) };
  }
  const directory = Utils.dirname(URI.parse(file.path)).toString();
  const companions = companionFiles(file.document.comments).map((name) => resolved(directory, name));
  return { files: [file.path, ...companions.filter((uri) => uri !== file.path)], isWhole: false };
}

/** The URI of a path relative to a folder, spelt as editors spell it. */
function resolved(folder: string, path: string): string {
  return Utils.resolvePath(URI.parse(folder), path).toString();
}
