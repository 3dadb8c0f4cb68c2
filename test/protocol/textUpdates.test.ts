import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
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

/** What the library makes of each change on a text that it has just read, for it keeps lines that are none. */
function oneByOne(before: string, made: readonly TextDocumentContentChangeEvent[]): string {
  return made.reduce((now, each) => TextDocument.update(opened(now), [each], 2).getText(), before);
}

function opened(text: string): TextDocument {
  return TextDocument.create("file:///a.yml", "yaml", 1, text);
}

const text = fc.oneof(
  fc.tuple(LINES, BREAK).map(([lines, lineBreak]) => lines.join(lineBreak)),
  fc.array(fc.constantFrom("a", "\r", "\n", "\r\n", "😀"), { maxLength: 20 }).map((parts) => parts.join("")),
);

test("the changes of a notification come to what they come to one by one", () => {
  fc.assert(
    fc.property(text, changes, (before, made) => {
      const expected = opened(oneByOne(before, made));
      const found = TEXTS.update(opened(before), structuredClone(made), 2);
      const places = (document: TextDocument) =>
        Array.from({ length: 12 }, (_, line) => document.offsetAt({ line, character: 1 }));
      expect([found.getText(), found.version, found.lineCount, places(found)]).toEqual([
        expected.getText(),
        2,
        expected.lineCount,
        places(expected),
      ]);
    }),
    { numRuns: 3000 },
  );
});

/** Lines that are longer and shorter than what a text is kept in, and changes anywhere in them. */
const LONG = fc
  .array(fc.tuple(fc.constantFrom(0, 1, 1023, 1024, 3000), BREAK), { maxLength: 8 })
  .map((lines) => lines.map(([length, lineBreak]) => "x".repeat(length) + lineBreak).join(""));
const far = fc.record({
  line: fc.integer({ min: -1, max: 9 }),
  character: fc.integer({ min: -1, max: 4000 }),
});
const LONG_CHANGES = fc.array(
  fc.record({
    range: fc.record({ start: far, end: far }),
    text: fc.constantFrom("", "\r", "\n", "y\r", "\ny", "y".repeat(1023), "\r\n".repeat(1500)),
  }),
  { minLength: 2, maxLength: 8 },
);

test("changes of long lines come to what they come to one by one", () => {
  fc.assert(
    fc.property(LONG, LONG_CHANGES, (before, made) => {
      expect(TEXTS.update(opened(before), made, 2).getText() === oneByOne(before, made)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

const MANY = 4000;
const MANY_LINES = "a: 1\n".repeat(MANY);
const line = (at: number, text: string, length = 4) => ({
  range: { start: { line: at, character: 0 }, end: { line: at, character: length } },
  text,
});
const ascending = Array.from({ length: MANY / 2 }, (_, index) => index);

/** Changes of which the text is made but once, whatever is among them. */
const OF_MANY: Readonly<Record<string, readonly TextDocumentContentChangeEvent[]>> = {
  "from the start to the end": ascending.map((at) => line(at, "b: 2")),
  "from the end to the start": ascending.map((at) => line(MANY - 1 - at, "b: 2")),
  "to and fro": ascending.map((at) => line(at % 2 === 0 ? at : MANY - at, "b: 2")),
  "all in one line": ascending.map(() => line(5, "b", 0)),
  "one that ends with half of a line break": [...ascending.map((at) => line(at, "b: 2")), line(7, "b\r")],
  "one beyond the end": [...ascending.map((at) => line(at, "b: 2")), line(MANY * 2, "b")],
  "the whole text in the midst": [line(0, ""), { text: MANY_LINES }, ...ascending.map((at) => line(at, "b"))],
};

test.each(Object.entries(OF_MANY))("many changes are one for the library: %s", (_name, made) => {
  let updates = 0;
  const original = TextDocument.update;
  const counted = vi.spyOn(TextDocument, "update").mockImplementation((document, changes, version) => {
    updates += changes.length;
    return original(document, changes, version);
  });
  TEXTS.update(opened(MANY_LINES), [...made], 2);
  counted.mockRestore();
  expect(updates).toBe(1);
});

test.each([null, undefined])("a change whose range is %s is a whole text", (range) => {
  const whole = JSON.parse(JSON.stringify({ range, text: "new\n" }));
  expect(TEXTS.update(opened("old"), [whole], 2).getText()).toBe("new\n");
  expect(TEXTS.update(opened("old"), [whole, line(0, "x", 0), whole], 2).getText()).toBe("new\n");
  expect(TEXTS.update(opened("old"), [whole, line(0, "x", 0)], 2).getText()).toBe("xnew\n");
});

const PLACE = { line: 0, character: 0 };

test.each([
  [{ start: { line: {}, character: 0 }, end: PLACE }],
  [{ start: PLACE, end: { line: "1", character: 0 } }],
  [{ start: PLACE, end: { line: 0.5, character: 0 } }],
  [{ start: PLACE, end: { line: 0, character: null } }],
  [{ start: PLACE }],
  [5],
])("a change whose range is no place leaves the text as it is: %j", (range) => {
  const odd = JSON.parse(JSON.stringify({ range, text: "c" }));
  for (const changes of [[odd], [line(0, "x", 0), odd]]) {
    const text = opened("a\nb");
    expect(() => TEXTS.update(text, changes, 2)).toThrow("no text");
    expect(text.getText()).toBe("a\nb");
  }
});

test("a change far beyond the end leaves no lines that are none", () => {
  const beyond = { start: { line: 1e8, character: 0 }, end: { line: 1e8 + 1, character: 0 } };
  const found = TEXTS.update(opened("a\nb"), [{ range: beyond, text: "c\n" }], 2);
  expect([found.getText(), found.lineCount, found.positionAt(4)]).toEqual([
    "a\nbc\n",
    3,
    { line: 1, character: 2 },
  ]);
});
