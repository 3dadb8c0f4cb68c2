import fc from "fast-check";
import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { TEXTS } from "../../server/src/lsp/textUpdates";

const LINES = fc.array(fc.constantFrom("", "a", "bc: d", "ä😀", "  - e"), { maxLength: 8 });
const BREAK = fc.constantFrom("\n", "\r\n", "\r");
const position = fc.record({ line: fc.nat(9), character: fc.nat(7) });
const change = fc.oneof(
  fc.record({ range: fc.record({ start: position, end: position }), text: fc.constantFrom("", "x", "y\nz") }),
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
);

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
