import { finish, type Steps } from "../base/steps";
import type { ConfigFile } from "../launch/launch";
import { readingYaml } from "../yaml/read";
import type { YamlDocument } from "../yaml/tree";

/** A config that is read as YAML only when somebody asks: most YAML of a workspace is none of ours. */
export class TextFile implements ConfigFile {
  /** Stands for this reading of the text where its tree is not to be kept. */
  readonly identity = Symbol("reading");
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

/** In characters; of closed configs that are kept. A tree takes some twenty bytes for each. */
const MOST_CLOSED = 10_000_000;

/**
 * Configs, each read once for as long as its text stays: the same text is the same object, of closed ones while it is
 * among the last that were asked for.
 */
export class ConfigFiles {
  /** In the order in which they were asked for. */
  private readonly known = new Map<string, TextFile>();
  private length = 0;

  constructor(private readonly isOpen: (path: string) => boolean) {}

  /** For a text that is closed: nobody asks for it soon. */
  forget(path: string): void {
    this.length -= this.known.get(path)?.text.length ?? 0;
    this.known.delete(path);
  }

  of(path: string, text: string): TextFile {
    const known = this.known.get(path);
    const file = known?.text === text ? known : new TextFile(path, text);
    this.forget(path);
    this.known.set(path, file);
    this.length += text.length;
    if (this.length > MOST_CLOSED) this.forgetOldest(file);
    return file;
  }

  private forgetOldest(newest: TextFile): void {
    let closed = 0;
    for (const file of [...this.known.values()].reverse()) {
      if (this.isOpen(file.path)) continue;
      closed += file.text.length;
      if (closed > MOST_CLOSED && file !== newest) this.forget(file.path);
    }
  }
}
