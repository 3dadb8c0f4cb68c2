import type { ConfigFile } from "../../launch/launch";
import type { Span } from "../../yaml/tree";
import { saidInComments } from "./directive";

/** A model that a launch says it builds. */
export interface MeantModel {
  /** A published model's name, or the path of a folder or of a `config.json`. */
  readonly name: string;
  readonly file: ConfigFile;
  readonly span: Span;
}

/** Nobody means more models than one; of more, each of which would be looked for, the others are not read. */
const MOST_MODELS = 100;

/** The models that comments `# neox-config: same-as NAME_OR_PATH` name. */
export function meantModels(files: readonly ConfigFile[]): readonly MeantModel[] {
  const said = saidInComments(files, "same-as").slice(0, MOST_MODELS);
  return said.map(({ words: [name], file, span }) => ({ name, file, span }));
}
