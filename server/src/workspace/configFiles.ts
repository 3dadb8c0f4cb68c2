import { finish, type Steps } from "../base/steps";
import type { ConfigFile } from "../launch/launch";
import { readingYaml } from "../yaml/read";
import type { YamlDocument } from "../yaml/tree";

/** A config that is read as YAML only when somebody asks: most YAML of a workspace is none of ours. */
export class TextFile implements ConfigFile {
  private yaml: YamlDocument | undefined;
  private steps: Steps<YamlDocument> | undefined;

  constructor(
    readonly path: string,
    readonly text: string,
  ) {}

  get document(): YamlDocument {
    return finish(this.reading());
  }

  /** `document` in steps; several who read at once share the work. */
  *reading(): Steps<YamlDocument> {
    while (this.yaml === undefined) {
      const step = this.nextStep();
      if (step.done === true) this.yaml = step.value;
      else yield;
    }
    return this.yaml;
  }

  private nextStep(): IteratorResult<undefined, YamlDocument> {
    const steps = this.steps ?? readingYaml(this.text);
    this.steps = undefined;
    const step = steps.next();
    // After its end, or after it threw, a generator has nothing more to say.
    if (step.done !== true) this.steps = steps;
    return step;
  }
}

/** Configs, each read once for as long as its text stays: the same text is the same object. */
export class ConfigFiles {
  private readonly known = new Map<string, TextFile>();

  /** For a text that is closed: nobody asks for it soon. */
  forget(path: string): void {
    this.known.delete(path);
  }

  of(path: string, text: string): TextFile {
    const known = this.known.get(path);
    if (known?.text === text) return known;
    const file = new TextFile(path, text);
    this.known.set(path, file);
    return file;
  }
}
