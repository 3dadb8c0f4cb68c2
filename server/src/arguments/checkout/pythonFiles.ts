import { inSlices } from "../../base/slices";
import { type PythonModule, parsingPython } from "./pythonModule";

/** Of all files of a checkout that are read, in characters; those of gpt-neox have a quarter. */
const MOST_CHARACTERS = 3_000_000;

/** The Python files of a checkout, each read and parsed once, while others have their turn. */
export class PythonFiles {
  private readonly modules = new Map<string, Promise<PythonModule>>();
  private readonly texts = new Map<string, Promise<string | undefined>>();
  private characters = 0;
  /** Whether there is more than is read. */
  isCut = false;

  /** `read` gives the text of a file by its path in the checkout, undefined when it is absent. */
  constructor(private readonly read: (path: string) => Promise<string | undefined>) {}

  /** The text of a file; undefined when it is absent, or one too many. */
  text(path: string): Promise<string | undefined> {
    const text = this.texts.get(path) ?? this.boundedText(path);
    this.texts.set(path, text);
    return text;
  }

  /** A file, parsed; undefined when it is absent, or one too many. */
  async module(path: string): Promise<PythonModule | undefined> {
    const text = await this.text(path);
    return text === undefined ? undefined : this.parsed(path, text);
  }

  private parsed(path: string, text: string): Promise<PythonModule> {
    const module = this.modules.get(path) ?? inSlices(parsingPython(path, text));
    this.modules.set(path, module);
    return module;
  }

  private async boundedText(path: string): Promise<string | undefined> {
    const text = await this.read(path);
    this.characters += text?.length ?? 0;
    if (this.characters <= MOST_CHARACTERS) return text;
    this.isCut = true;
    return undefined;
  }
}
