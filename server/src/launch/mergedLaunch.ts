import type { Catalogue } from "../arguments/argument";
import type { ArgumentName } from "../arguments/generated/argumentName";
import { str } from "../python/text";
import type { Entry, ScalarNode } from "../yaml/tree";
import { exactInt, isDict, type PythonValue } from "../yaml/value";
import { ChangedSettings } from "./changedSettings";
import type { Derivation } from "./derivation";
import { derive } from "./derivation/derive";
import type { HostfileProblem } from "./gpus";
import type { Clash, ConfigFile, Launch, Scope, Script, Setting } from "./launch";
import type { Loads } from "./loads";
import type { MergedSettings } from "./settings";
import type { Target } from "./target";

/** What a launch is made of. */
export interface LaunchParts {
  readonly files: readonly ConfigFile[];
  readonly scope: Scope;
  readonly target: Target;
  readonly catalogue: Catalogue;
  readonly script: Script | undefined;
  /** As told from outside; `global_num_gpus` of the launch comes before it. */
  readonly gpus: number | undefined;
  readonly absentFiles: ReadonlySet<string>;
  readonly isFolderNamed: boolean;
  readonly loads: Loads;
  readonly sameAs: string | undefined;
  readonly hostfileProblem: HostfileProblem | undefined;
  readonly merged: MergedSettings;
  readonly overwrite: Readonly<Record<string, PythonValue>>;
  /** What `with` changed, on top of everything else. */
  readonly changes: Readonly<Record<string, PythonValue | undefined>>;
  readonly withFiles: (files: readonly ConfigFile[]) => Launch;
}

/** A launch over merged settings, each value looked up when it is asked for. */
export class MergedLaunch implements Launch {
  readonly #parts: LaunchParts;
  #settings: ReadonlyMap<string, Setting> | undefined;
  #derivation: Derivation | undefined;

  constructor(parts: LaunchParts) {
    this.#parts = parts;
  }

  get files(): readonly ConfigFile[] {
    return this.#parts.files;
  }

  get scope(): Scope {
    return this.#parts.scope;
  }

  get target(): Target {
    return this.#parts.target;
  }

  get catalogue(): Catalogue {
    return this.#parts.catalogue;
  }

  get script(): Script | undefined {
    return this.#parts.script;
  }

  get isFolderNamed(): boolean {
    return this.#parts.isFolderNamed;
  }

  get absentFiles(): ReadonlySet<string> {
    return this.#parts.absentFiles;
  }

  get loads(): Loads {
    return this.#parts.loads;
  }

  get sameAs(): string | undefined {
    return this.#parts.sameAs;
  }

  get hostfileProblem(): HostfileProblem | undefined {
    return this.#parts.hostfileProblem;
  }

  get gpus(): number | undefined {
    return this.int("global_num_gpus") ?? this.#parts.gpus;
  }

  get clashes(): readonly Clash[] {
    return this.#parts.merged.clashes;
  }

  get settings(): ReadonlyMap<string, Setting> {
    this.#settings ??= changedSettings(this.#parts);
    return this.#settings;
  }

  get derivation(): Derivation {
    this.#derivation ??= derive(this);
    return this.#derivation;
  }

  get(name: ArgumentName): PythonValue | undefined {
    return this.named(name);
  }

  named(name: string): PythonValue | undefined {
    const { changes, overwrite, merged, scope, catalogue } = this.#parts;
    if (Object.hasOwn(changes, name)) {
      if (changes[name] !== undefined) return changes[name];
    } else {
      if (Object.hasOwn(overwrite, name)) return overwrite[name];
      const setting = merged.settings.get(name);
      if (setting !== undefined) return setting.value;
    }
    return scope === "overlay" ? undefined : catalogue.get(name)?.default;
  }

  int(name: ArgumentName): number | undefined {
    return exactInt(this.named(name));
  }

  with(changes: Readonly<Record<string, PythonValue | undefined>>): Launch {
    return new MergedLaunch({ ...this.#parts, changes: { ...this.#parts.changes, ...changes } });
  }

  withFiles(files: readonly ConfigFile[]): Launch {
    return this.#parts.withFiles(files).with(this.#parts.changes);
  }
}

/** The settings after `with`: a key that no file sets stands, without width, where the first file's mapping begins. */
function changedSettings({ files, merged, changes }: LaunchParts): ReadonlyMap<string, Setting> {
  const changed = Object.entries(changes);
  if (changed.length === 0) return merged.settings;
  const settings = new Map<string, Setting | undefined>();
  for (const [name, value] of changed) {
    const written = merged.settings.get(name);
    const file = written?.file ?? files[0];
    if (value === undefined || file === undefined) settings.set(name, undefined);
    else if (written !== undefined) settings.set(name, { ...written, value });
    else settings.set(name, { name, writtenName: name, value, entry: unwritten(name, value, file), file });
  }
  return new ChangedSettings(merged.settings, settings);
}

function unwritten(name: string, value: PythonValue, file: ConfigFile): Entry {
  const start = file.document.root?.span.start ?? 0;
  const span = { start, end: start };
  const scalar = (source: string, it: PythonValue): ScalarNode => {
    return { kind: "scalar", span, style: "plain", source, value: it };
  };
  return { key: scalar(name, name), value: scalar(sourceOf(value), value), span };
}

function sourceOf(value: PythonValue): string {
  if (isDict(value)) return "{}";
  return value === null || typeof value === "boolean" ? String(value) : str(value);
}
