import fc from "fast-check";
import { expect, test } from "vitest";
import { addToLaunch, canBeNamed } from "../../server/src/features/comments";
import { saidInComments } from "../../server/src/launches/comments/directive";
import { applyEdits } from "../../server/src/yaml/edit";
import { readYaml } from "../../server/src/yaml/read";

const TEXTS = ["hidden_size: 128\n", "# neox-config: with base.yml\nhidden_size: 128\n"];
const configOf = (text: string) => ({ path: "file:///a.yml", document: readYaml(text) });

/** The values of a text to which a name was added, and the names in its comment. */
function added(text: string, name: string): unknown {
  const { path, document } = configOf(applyEdits(text, [addToLaunch(configOf(text), name)]));
  expect(document.problems).toEqual([]);
  const words = saidInComments([{ path, document }], "with").flatMap((said) => said.words);
  return [document.root?.value, words.filter((word) => word !== "base.yml")];
}

test("a name that a comment can name is its last word, and changes no more", () => {
  const odd = fc.constantFrom(
    ..."ab#,-—:/\x01\t\n\r\x1b\x7f\x85\xa0\u2028\u2029\u202e\ufeff\ufffe\uffff",
    "\ud800",
  );
  const name = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: odd, minLength: 1, maxLength: 4 }));
  const property = fc.property(fc.constantFrom(...TEXTS), name, (text, name) => {
    if (canBeNamed(name)) expect(added(text, name)).toEqual([new Map([["hidden_size", 128n]]), [name]]);
  });
  fc.assert(property);
});

test.each(["b.yml", "../été/модель.yml", "名.yml", "😀.yml", "a#b.yml", "a:b.yml"])(
  "%s can be named",
  (name) => {
    expect(canBeNamed(name)).toBe(true);
  },
);

test.each(["a\x85seq_length:\x85", "a\x1bb.yml", "a\u2028b.yml", "a\ufffeb.yml", "a\ud800.yml", "a\x7f.yml"])(
  "%j cannot",
  (name) => {
    expect(canBeNamed(name)).toBe(false);
  },
);
