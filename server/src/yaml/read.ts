import { t } from "../l10n";
import { Composer } from "./compose";
import { Constructor } from "./construct";
import { Cursor } from "./cursor";
import { Scanner } from "./scanner";
import type { YamlDocument, YamlProblem } from "./tree";

/** What PyYAML's reader refuses anywhere in a file (`yaml/reader.py`). */
const UNPRINTABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const ALL_UNPRINTABLE = new RegExp(UNPRINTABLE, "gu");

/** PyYAML reads a file in pieces of this many characters. */
const pieceLength = 4096;

/**
 * A reader of our own and not the `yaml` package: of 6000 mutated configs that package took 810 that PyYAML refuses
 * (a forgotten comma in a flow mapping, for one), refused 16 that PyYAML takes, and needed seconds for 100,000 lines.
 *
 * Reads one YAML file as `yaml.load(file, Loader=yaml.FullLoader)` does. A broken document yields what comes
 * before the place where PyYAML stops, and exactly one problem, there.
 */
export function readYaml(text: string): YamlDocument {
  const unprintable = UNPRINTABLE.exec(text);
  const printable = unprintable ? text.replace(ALL_UNPRINTABLE, "\uFFFD") : text;
  const scanner = new Scanner(new Cursor(`${printable}\0`));
  const root = new Composer(scanner).compose();
  let problem = scanner.problem;
  if (unprintable && (!problem || scanner.reach + 1 >= pieceStart(text, unprintable.index))) {
    problem = unprintableProblem(unprintable[0], unprintable.index);
  }
  if (root) {
    const values = new Constructor();
    values.construct(root);
    problem ??= values.problem;
  }
  return { text, root, problems: problem ? [problem] : [], comments: scanner.comments };
}

/** PyYAML meets an unprintable character as soon as it reads the piece of the file that has it. */
function pieceStart(text: string, offset: number): number {
  let start = 0;
  let length = 0;
  for (const match of text.slice(0, offset).matchAll(/\r\n|[\s\S]/gu)) {
    length++;
    if (length % pieceLength === 0) start = match.index + match[0].length;
  }
  return start;
}

function unprintableProblem(character: string, offset: number): YamlProblem {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return {
    raises: "ReaderError",
    message: t("the character U+{0} is not allowed in YAML", code),
    span: { start: offset, end: offset + character.length },
  };
}
