import { inSlices } from "../../base/slices";
import { type PythonModule, parsingPython } from "./pythonModule";

/** Of all files of a checkout that are parsed, in characters; those of gpt-neox have half of it. */
const MOST_CHARACTERS = 1_500_000;

/** The Python files of a checkout, each read and parsed once, while others have their turn. */
export class PythonFiles {
  private readonly modules = new Map<string, Promise<PythonModule | undefined>>();
  private readonly texts = new Map<string, Promise<string | undefined>>();
  private characters = 0;
  /** Whether there is more than is parsed. */
  isCut = false;

  /** `read` gives the text of a file by its path in the checkout, undefined when it is absent. */
  constructor(private readonly read: (path: string) => Promise<string | undefined>) {}

  /** The text of a file; undefined when it is absent. */
  text(path: string): Promise<string | undefined> {
    const text = this.texts.get(path) ?? this.read(path);
    this.texts.set(path, text);
    return text;
  }

  /** A file, parsed; undefined when it is absent, or one too many. */
  module(path: string): Promise<PythonModule | undefined> {
    const module = this.modules.get(path) ?? this.parsed(path);
    this.modules.set(path, module);
    return module;
  }

  private async parsed(path: string): Promise<PythonModule | undefined> {
    const text = await this.text(path);
    if (text === undefined || this.characters >= MOST_CHARACTERS) {
      this.isCut ||= text !== undefined;
      return undefined;
    }
    const module = await inSlices(parsingPython(path, text));
    this.characters += module.text.length;
    this.isCut ||= module.isCut;
    return module;
  }
}
