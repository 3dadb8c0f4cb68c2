import { isDeepStrictEqual } from "node:util";
import { applyEdits, type TextEdit } from "../../../server/src/yaml/edit";
import { insertEntry } from "../../../server/src/yaml/insert";
import { readYaml } from "../../../server/src/yaml/read";
import { removeEntry } from "../../../server/src/yaml/remove";
import { replaceValue } from "../../../server/src/yaml/replace";
import type { Entry, MapNode, YamlDocument } from "../../../server/src/yaml/tree";
import type { PythonValue } from "../../../server/src/yaml/value";
import { writeScalar } from "../../../server/src/yaml/write";
import type { Random } from "../../differential/random";
import type { Target } from "../target";
import { smallText } from "../texts";

const VALUES: readonly [PythonValue, ...PythonValue[]] = [
  null,
  true,
  0n,
  -(2n ** 70n),
  1e-5,
  Number.NaN,
  "",
  "yes",
  "1e-5",
  "a: b # c",
  "two\nlines",
  "😀 \ud800",
  [],
  [1n, ["x"]],
  new Map<PythonValue, PythonValue>([["__proto__", 1n]]),
];

/** One edit of an entry: it says what was meant, and every other entry says what it said before. */
export const writer: Target = (random, seeds) => {
  const document = readYaml(smallText(random, seeds));
  const { root } = document;
  if (root?.kind !== "map" || document.problems.length > 0) return [];
  const entry = root.entries[random.below(root.entries.length)];
  if (entry === undefined || !isSimple(document, root)) return [];
  const { edits, expected, name } = edited(random, document, root, entry);
  const after = readYaml(applyEdits(document.text, edits));
  if (after.problems.length > 0) return [`${name} broke the text: ${after.problems[0]?.message}`];
  return isDeepStrictEqual(after.root?.value ?? null, expected) ? [] : [`${name} said something else`];
};

/**
 * Mappings that share values or repeat keys mean more than one change by one edit. A lone `!`, a key of several lines,
 * and a block scalar that the text ends within cannot be followed by anything that leaves them as they are.
 */
function isSimple({ text }: YamlDocument, { entries, value }: MapNode): boolean {
  const isShared = /[&*]|<</.test(text) || !(value instanceof Map) || value.size !== entries.length;
  const isOpen = /[|>]/.test(text) && !text.endsWith("\n");
  const isLong = ({ key: { span } }: Entry) =>
    /[\r\n\x85\u2028\u2029]/.test(text.slice(span.start, span.end));
  return !isShared && !isOpen && !text.includes("!") && !entries.some(isLong);
}

function edited(random: Random, document: YamlDocument, root: MapNode, entry: Entry) {
  const value = random.pick(VALUES);
  const expected = new Map(root.value instanceof Map ? root.value : []);
  const is = (name: string, edits: readonly TextEdit[]) => ({ name, edits, expected });
  switch (random.below(3)) {
    case 0:
      expected.set(entry.key.value, value);
      return is("replaceValue", replaceValue(document, entry.value, writeScalar(value)));
    case 1:
      expected.delete(entry.key.value);
      return is("removeEntry", removeEntry(document, root, entry));
    default:
      expected.set("newkey", value);
      return is("insertEntry", insertEntry(document, root, "newkey", writeScalar(value), entry));
  }
}
