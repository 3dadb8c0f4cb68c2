import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { type Position, TextDocument } from "vscode-languageserver-textdocument";
import { TEXTS } from "../../server/src/lsp/textUpdates";

const LINES = fc.array(fc.constantFrom("", "a", "bc: d", "ä😀", "  - e"), { maxLength: 8 });
const BREAK = fc.constantFrom("\n", "\r\n", "\r");
const WRITTEN = fc.constantFrom("", "x", "y\nz", "\n", "\r", "\n- ");
const position = fc.record({ line: fc.nat(9), character: fc.nat(7) });
const change = fc.oneof(
  fc.record({ range: fc.record({ start: position, end: position }), text: WRITTEN }),
  fc.record({ text: fc.constantFrom("", "all\nnew") }),
);
const changes = fc.oneof(
  fc.array(change, { maxLength: 5 }),
  // As editors send those of many cursors.
  fc.uniqueArray(fc.nat(40), { maxLength: 8 }).map((offsets) => {
    const sorted = [...offsets].sort((a, b) => b - a);
    const at = (offset: number) => ({ line: Math.floor(offset / 5), character: offset % 5 });
    return sorted.flatMap((end, index) => {
      const start = sorted[index + 1] ?? 0;
      return index % 2 === 0 ? [{ range: { start: at(start), end: at(end) }, text: `<${end}>` }] : [];
    });
  }),
  // Each ends where the one before began, at line starts often.
  fc
    .tuple(fc.uniqueArray(fc.nat(40), { maxLength: 8 }), fc.array(WRITTEN, { minLength: 8, maxLength: 8 }))
    .map(([offsets, written]) => {
      const sorted = [...offsets].sort((a, b) => b - a);
      const at = (offset: number) => ({
        line: Math.floor(offset / 5),
        character: Math.max(0, (offset % 5) - 2),
      });
      return sorted.flatMap((end, index) => {
        const start = sorted[index + 1];
        return start === undefined
          ? []
          : [{ range: { start: at(start), end: at(end) }, text: written[index] ?? "" }];
      });
    }),
  // From the start to the end, behind what was written.
  fc.array(fc.tuple(fc.nat(2), fc.nat(3), fc.nat(1), fc.nat(3), WRITTEN), { maxLength: 8 }).map((steps) => {
    let at = { line: 0, character: 0 };
    return steps.map(([lines, characters, linesOf, charactersOf, text]) => {
      const start = after(at, lines, characters);
      const end = after(start, linesOf, charactersOf);
      const written = text.split("\n");
      at = after(start, written.length - 1, written.at(-1)?.length ?? 0);
      return { range: { start, end }, text };
    });
  }),
);

/** So many lines further, and in its line so many characters. */
function after({ line, character }: Position, lines: number, characters: number): Position {
  return { line: line + lines, character: lines === 0 ? character + characters : characters };
}

test("the changes of a notification come to what they come to one by one", () => {
  fc.assert(
    fc.property(LINES, BREAK, changes, (lines, lineBreak, made) => {
      const text = lines.join(lineBreak);
      const create = () => TextDocument.create("file:///a.yml", "yaml", 1, text);
      const expected = TextDocument.update(create(), structuredClone(made), 2);
      const found = TEXTS.update(create(), structuredClone(made), 2);
      expect([found.getText(), found.version, found.lineCount]).toEqual([
        expected.getText(),
        2,
        expected.lineCount,
      ]);
    }),
    { numRuns: 3000 },
  );
});

const MANY = 20_000;

/** From the end to the start, and from the start to the end. */
const DELETED = Array.from({ length: MANY / 2 }, (_, index) => [MANY - 1 - index, index] as const);

test.each([0, 1] as const)("lines that many cursors delete are one change, in either order", (order) => {
  const text = "a: 1\n".repeat(MANY);
  const made = DELETED.map((lines) => ({
    range: { start: { line: lines[order], character: 0 }, end: { line: lines[order] + 1, character: 0 } },
    text: "",
  }));
  let updates = 0;
  const original = TextDocument.update;
  const counted = vi.spyOn(TextDocument, "update").mockImplementation((document, changes, version) => {
    updates += changes.length;
    return original(document, changes, version);
  });
  const found = TEXTS.update(TextDocument.create("file:///a.yml", "yaml", 1, text), made, 2);
  counted.mockRestore();
  expect([found.getText(), updates]).toEqual(["a: 1\n".repeat(MANY / 2), 1]);
});
