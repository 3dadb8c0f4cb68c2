import { cut } from "../base/cut";
import { t } from "../base/l10n";
import { spelledWithin } from "../base/spelledOut";
import { resolveAlias } from "../yaml/alias";
import type { Entry, Span, YamlDocument, YamlNode } from "../yaml/tree";
import { exactInt } from "../yaml/value";
import { atMostTwice } from "./atMostTwice";
import { keyIn, LAUNCH_KEYS, PROJECT_KEYS } from "./projectKeys";

/** The project file's name, at the root of a workspace. */
export const PROJECT_FILE = ".neox-config.yml";

/** A run of the project file: these files, in this order. */
export interface ProjectLaunch {
  readonly name: string;
  /** Relative to the project file. */
  readonly files: readonly string[];
  readonly gpus?: number;
}

export type ProjectSeverity = "error" | "warning" | "information" | "hint" | "off";

/** What `.neox-config.yml` says. */
export interface Project {
  /** `main`, a day, a commit, or a path to a checkout. */
  readonly neox?: string;
  readonly gpus?: number;
  /** Where launches run, relative to the project file: paths in a config start there. */
  readonly launchDirectory?: string;
  readonly launches: readonly ProjectLaunch[];
  readonly rules: Readonly<Record<string, ProjectSeverity>>;
  /** Arguments that a fork adds. */
  readonly arguments: readonly string[];
}

/** An entry of the project file that says nothing usable. */
export interface ProjectProblem {
  readonly message: string;
  readonly span: Span;
}

export interface ReadProject {
  readonly project: Project;
  readonly problems: readonly ProjectProblem[];
}

/** Reads a project file. What is wrong in it is left out and told. */
export function readProject(document: YamlDocument): ReadProject {
  const problems: ProjectProblem[] = document.problems.map(({ message, span }) => ({ message, span }));
  const reader = new ProjectReader(problems);
  const entries = document.root === undefined ? [] : reader.entries(document.root);
  return { project: reader.project(entries), problems };
}

/** Launches, names of one list, files of one launch, and faults that are told: nobody writes or reads as many. */
export const MOST_LAUNCHES = 1000;
export const MOST_NAMES = 1000;
/** Keys of the file and of a launch, of which there are fewer than ten. */
export const MOST_KEYS = 100;
const MOST_FILES = 100;
const MOST_PROBLEMS = 1000;

/** Characters of a name, and of all names of launches and files: an alias repeats a long one in a few. */
export const LONGEST_NAME = 1000;
const MOST_CHARACTERS = 1_000_000;

/** What a rule may be set to. */
export const SEVERITIES: readonly ProjectSeverity[] = ["error", "warning", "information", "hint", "off"];

class ProjectReader {
  readonly #problems: ProjectProblem[];

  constructor(problems: ProjectProblem[]) {
    this.#problems = problems;
  }

  project(entries: readonly Entry[]): Project {
    let project: Project = { launches: [], rules: {}, arguments: [] };
    const unknown = (name: string, known: string) =>
      t("{0} has no {1}: it takes {2}.", PROJECT_FILE, name, known);
    for (const [name, value] of this.values(entries, PROJECT_KEYS, unknown))
      project = { ...project, ...this.value(name, value) };
    return project;
  }

  private value(name: keyof typeof PROJECT_KEYS, node: YamlNode): Partial<Project> {
    switch (name) {
      case "gpus":
        return defined("gpus", this.count(node));
      case "launches":
        return { launches: this.launches(node) };
      case "rules":
        return { rules: this.severities(node) };
      case "arguments":
        return { arguments: [...new Set(this.texts(node))] };
      default:
        return defined(name, this.text(node));
    }
  }

  entries(node: YamlNode): readonly Entry[] {
    const map = resolveAlias(node);
    if (map?.kind === "map") return map.entries;
    if (!isEmpty(node)) this.#tell(node, () => t("Here a mapping is needed."));
    return [];
  }

  /** The keys of a table that a mapping has, with their values, of one that comes again the last. Others are told. */
  private *values<Keys extends object>(
    entries: readonly Entry[],
    keys: Keys,
    unknown: (name: string, known: string) => string,
  ): Iterable<readonly [Extract<keyof Keys, string>, YamlNode]> {
    this.#tellRest(entries[MOST_KEYS]?.key, MOST_KEYS);
    const read = entries
      .slice(0, MOST_KEYS)
      .map(({ key, value }) => ({ key, value, name: keyIn(keys, sourceOf(key)) }));
    const last = new Map(read.map(({ name, value }) => [name, value]));
    for (const { key, value, name } of read)
      if (name === undefined)
        this.#tell(key, () =>
          unknown(cut(sourceOf(key) ?? "", LONGEST_NAME), Object.keys(keys).join(t(", "))),
        );
      else if (last.get(name) === value) yield [name, value];
  }

  private launches(node: YamlNode): readonly ProjectLaunch[] {
    const items = this.items(node);
    const next = items[MOST_LAUNCHES];
    if (next !== undefined)
      this.#tell(next, () =>
        t("No more than {0} launches are read; this one and the rest are left out.", MOST_LAUNCHES),
      );
    const launches: ProjectLaunch[] = [];
    let room = MOST_CHARACTERS;
    for (const item of items.slice(0, MOST_LAUNCHES)) {
      const launch = this.launch(item);
      if (launch === undefined) continue;
      room -= [launch.name, ...launch.files].join("").length;
      if (room < 0) {
        this.#tell(item, () =>
          t(
            "The names of all launches are longer than {0} characters; this one and the rest are left out.",
            MOST_CHARACTERS,
          ),
        );
        break;
      }
      launches.push(launch);
    }
    return launches;
  }

  private launch(node: YamlNode): ProjectLaunch | undefined {
    let name: string | undefined;
    let gpus: number | undefined;
    let files: readonly string[] = [];
    const unknown = (key: string, known: string) => t("A launch has no {0}: it takes {1}.", key, known);
    for (const [field, value] of this.values(this.entries(node), LAUNCH_KEYS, unknown)) {
      if (field === "name") name = this.text(value);
      else if (field === "gpus") gpus = this.count(value);
      else files = atMostTwice(this.texts(value, MOST_FILES), (it) => it);
    }
    if (files.length > 0) return { name: name ?? files.join(" "), files, ...defined("gpus", gpus) };
    this.#tell(node, () => t("A launch needs files."));
    return undefined;
  }

  private severities(node: YamlNode): Readonly<Record<string, ProjectSeverity>> {
    const found: Record<string, ProjectSeverity> = {};
    for (const { key, value } of this.entries(node)) {
      // YAML 1.1 reads a bare `off` as a boolean; its source is what is meant.
      const severity = SEVERITIES.find((it) => it === sourceOf(value)?.toLowerCase());
      if (severity === undefined)
        this.#tell(value, () => t("A rule is set to one of {0}.", SEVERITIES.join(t(", "))));
      else found[sourceOf(key) ?? ""] = severity;
    }
    return found;
  }

  private items(node: YamlNode): readonly YamlNode[] {
    const list = resolveAlias(node);
    if (list?.kind === "list") return list.items;
    if (!isEmpty(node)) this.#tell(node, () => t("Here a list is needed."));
    return [];
  }

  private texts(node: YamlNode, most = MOST_NAMES): readonly string[] {
    const items = this.items(node);
    this.#tellRest(items[most], most);
    return items.slice(0, most).flatMap((item) => this.text(item) ?? []);
  }

  /** A scalar as written: a day or a commit in digits is meant as text. */
  private text(node: YamlNode): string | undefined {
    const source = sourceOf(node);
    if (source === undefined || source === "") this.#tell(node, () => t("Here a text is needed."));
    else if (source.length > LONGEST_NAME)
      this.#tell(node, () => t("Here a text of at most {0} characters is needed.", LONGEST_NAME));
    else return source;
    return undefined;
  }

  private count(node: YamlNode): number | undefined {
    const count = exactInt(node.value);
    if (count !== undefined && count >= 1) return count;
    this.#tell(node, () => t("Here a whole number from 1 on is needed."));
    return undefined;
  }

  #tellRest(first: YamlNode | undefined, most: number): void {
    if (first !== undefined)
      this.#tell(first, () =>
        t("No more than {0} names are read; this one and the rest are left out.", most),
      );
  }

  /** The words are made where there is room for them. */
  #tell({ span }: YamlNode, message: () => string): void {
    if (this.#problems.length < MOST_PROBLEMS)
      this.#problems.push({ message: spelledWithin(message(), 1000), span });
  }
}

function sourceOf(node: YamlNode): string | undefined {
  const scalar = resolveAlias(node);
  return scalar?.kind === "scalar" ? scalar.source : undefined;
}

function isEmpty(node: YamlNode): boolean {
  return node.span.start === node.span.end;
}

/** A property that is there only with a value. */
function defined<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  const property: { [P in K]?: V } = {};
  if (value !== undefined) property[key] = value;
  return property;
}
