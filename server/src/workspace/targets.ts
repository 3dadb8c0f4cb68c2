import { Utils } from "vscode-uri";
import { t } from "../base/l10n";
import { tooEarly } from "../launch/knownVersions";
import { parseTarget } from "../launch/parseTarget";
import { type Target, UNKNOWN_TARGET } from "../launch/target";
import type { Checkouts } from "./checkouts";
import { isBelow, parseUri, resolveUri, shownPath } from "./uris";

/** What may tell the NeoX that runs a config, what counts most first. */
export interface TargetSources {
  readonly config: string;
  readonly folder: string | undefined;
  /** The editor's setting; empty when it is not set. */
  readonly setting: string;
  /** The project file's `neox`. */
  readonly project: string | undefined;
  /** Where the workspace holds a gpt-neox. */
  readonly checkouts: readonly string[];
}

/** What is to be told of a NeoX. */
export interface TargetEvents {
  /** The editor's setting names none that is known or can be read. */
  unknownTarget(setting: string): void;
  /** This one has more than is read. */
  cutTarget(label: string): void;
}

/** Finds the NeoX of configs. A version that is named twice is the same object, so that results can be kept. */
export class Targets {
  private readonly versions = new Map<string, Target>();

  constructor(
    private readonly checkouts: Checkouts,
    private readonly tell: TargetEvents,
  ) {}

  async of({ setting, project, ...sources }: TargetSources): Promise<Target> {
    const name = setting === "" ? project : setting;
    if (name !== undefined) {
      const named = await this.named(name, sources.folder);
      // Of the project file's name a diagnostic in it tells.
      if (named === undefined && setting !== "") this.tell.unknownTarget(setting);
      return named ?? UNKNOWN_TARGET;
    }
    const found = nearest(sources);
    if (found === undefined) return UNKNOWN_TARGET;
    return (await this.checkout(found, labelOf(found, sources.folder))) ?? UNKNOWN_TARGET;
  }

  /** The NeoX that `main`, a day, a commit or the path of a checkout names; undefined for anything else. */
  async named(name: string, folder: string | undefined): Promise<Target | undefined> {
    const version = this.version(name);
    if (version !== undefined) return version;
    const root = resolveUri(folder ?? "file:///", name).replace(/\/$/, "");
    return this.checkout(root, name);
  }

  private async checkout(root: string, label: string): Promise<Target | undefined> {
    const target = await this.checkouts.target(root, label);
    if (target?.kind === "checkout" && target.isCut) this.tell.cutTarget(label);
    return target;
  }

  private version(name: string): Target | undefined {
    const known = this.versions.get(name) ?? parseTarget(name);
    if (known !== undefined) this.versions.set(name, known);
    return known;
  }
}

/** Its path in the workspace folder; the folder's own name for one that is the folder. */
function labelOf(checkout: string, folder: string | undefined): string {
  return checkout === folder ? Utils.basename(parseUri(checkout)) : shownPath(checkout, folder);
}

export function cutTarget(label: string): string {
  return t(
    "The gpt-neox in {0} has more classes, arguments or text than are read, and the rest is left out.",
    label,
  );
}

export function noSuchTarget(name: string): string {
  const early = tooEarly(name);
  if (early !== undefined) return early;
  return t("{0} is neither main, a date or a commit of gpt-neox, nor a checkout that can be read.", name);
}

/** The innermost checkout that holds the config; else the workspace's only one. */
function nearest({ config, checkouts }: Pick<TargetSources, "config" | "checkouts">): string | undefined {
  const holding = checkouts.filter((checkout) => isBelow(config, checkout));
  if (holding.length > 0) return holding.reduce((inner, each) => (each.length > inner.length ? each : inner));
  return checkouts.length === 1 ? checkouts[0] : undefined;
}
