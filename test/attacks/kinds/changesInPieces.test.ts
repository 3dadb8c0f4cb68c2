import { afterAll, afterEach, beforeAll, test } from "vitest";
import { MENDABLE, MODEL } from "../command";
import { lines } from "../repeat";
import { place } from "./askedTexts";
import { type ChangedEditor, editorsOf } from "./changedEditor";

/** A change, and what an editor makes of the text by it. */
interface Step {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const step = (from: number, to: number, text: string): Step => ({ from, to, text });
const ENDS = /\r\n|\r|\n/g;

/** The place of a character, as an editor counts. */
function placeOf(text: string, at: number) {
  const before = text.slice(0, at);
  const begins = [...before.matchAll(ENDS)].map((it) => it.index + it[0].length);
  return place(begins.length, at - (begins.at(-1) ?? 0));
}

const rangeOf = (text: string, { from, to }: Step) => ({
  start: placeOf(text, from),
  end: placeOf(text, to),
});
const made = (text: string, { from, to, text: fresh }: Step) => text.slice(0, from) + fresh + text.slice(to);

/** Texts with what is done to them, by places of the text that those before have left. */
interface Edited {
  readonly text: string;
  readonly steps: (text: string) => readonly Step[];
}

/** So many steps, each made for the text as it is by then. */
function stepped(text: string, length: number, next: (text: string, index: number) => Step): readonly Step[] {
  const steps: Step[] = [];
  for (let now = text; steps.length < length; ) {
    const one = next(now, steps.length);
    steps.push(one);
    now = made(now, one);
  }
  return steps;
}

/** Numbers that look like chance, the same for each run. */
const chance = (index: number, below: number) => ((index + 7) * 2_654_435_761) % Math.max(below, 1);
/** No place between a return and its feed: no editor has one. */
const outside = (text: string, at: number) => (text.slice(at - 1, at + 1) === "\r\n" ? at + 1 : at);
const within = (text: string, index: number) => outside(text, chance(index, text.length));

const WORDS = ["\n", "x: 1\n", "", "# y", "\r\n", "é", "\u{1f600}", "  ", '"', "\u2028", ": ", "\r\n\r\n"];
const FILLED = MODEL + lines(120, (i) => `key_of_nothing_${i}: ${i}`);

const EDITED: Readonly<Record<string, Edited>> = {
  "300 words written anywhere": {
    text: FILLED,
    steps: (text) =>
      stepped(text, 300, (now, i) => {
        const at = within(now, i);
        return step(at, at, WORDS[i % WORDS.length] ?? "");
      }),
  },
  "200 parts of a text of returns taken away": {
    text: FILLED.replaceAll("\n", "\r"),
    steps: (text) =>
      stepped(text, 200, (now, i) => {
        const at = chance(i, now.length);
        return step(at, Math.min(at + chance(i, 9), now.length), "");
      }),
  },
  "200 parts of a text of two ends of lines replaced": {
    text: FILLED.replaceAll("\n", "\r\n"),
    steps: (text) =>
      stepped(text, 200, (now, i) => {
        const [one, other] = [within(now, i), within(now, 3 * i)];
        const to = Math.min(Math.max(one, other), one + 40);
        return step(Math.min(one, to), outside(now, to), WORDS[i % WORDS.length] ?? "");
      }),
  },
  "returns before feeds that are there, and feeds behind returns": {
    text: FILLED,
    steps: (text) =>
      stepped(text, 60, (now, i) => {
        const at = now.indexOf("\n", chance(i, now.length - 9));
        return i % 2 === 0 || now[at - 1] === "\r" ? step(at + 1, at + 1, "\r") : step(at, at, "\r");
      }),
  },
  "blocks of 1,024 characters that end within an end of a line": {
    text: `${"x".repeat(1022)}\r\n${"y".repeat(1022)}\r\n`.replace(/^x/, "#").replace("\ny", "\n#").repeat(3),
    steps: (text) =>
      stepped(text, 60, (now, i) => {
        const at = outside(now, Math.min(1022 + 1024 * (i % 4), now.length));
        return i % 3 === 0 ? step(at, Math.min(outside(now, at + 2), now.length), "") : step(at, at, "#\n");
      }),
  },
  "halves of characters parted, and joined by another": {
    text: `${MODEL}save: "${"\u{1f600}".repeat(40)}"\n`,
    steps: (text) =>
      stepped(text, 60, (now, i) => {
        const at = now.indexOf('"') + 2 + i;
        return i % 2 === 0 ? step(at, at, "-") : step(at - 1, at, "\ud83d");
      }),
  },
  "a text of 40,000 characters taken away from its end to its start": {
    text: "# x\n".repeat(10_000) + MODEL,
    steps: (text) =>
      stepped(text, 81, (now, i) => step(Math.max(0, now.length - 500), now.length, i === 80 ? MODEL : "")),
  },
  "lines that change their places 100 times": {
    text: FILLED,
    steps: (text) =>
      stepped(text, 200, (now, i) => {
        const end = now.indexOf("\n") + 1;
        return i % 2 === 0 ? step(0, end, "") : step(now.length, now.length, `moved_${i}: 1\n`);
      }),
  },
  "a whole text in between of parts": {
    text: FILLED,
    steps: (text) =>
      stepped(text, 60, (now, i) => {
        if (i % 20 === 10) return step(0, now.length, `${MENDABLE}k${i}: 1\n`);
        return step(within(now, i), now.length, "z: 1\n");
      }),
  },
};

/** What sends the steps, and tells the text behind them. */
type Send = (editor: ChangedEditor, text: string, steps: readonly Step[]) => void;

const WAYS: Readonly<Record<string, Send>> = {
  "in one note": (editor, text, steps) => {
    let now = text;
    const changes = steps.map((each) => {
      const range = rangeOf(now, each);
      now = made(now, each);
      return { range, text: each.text };
    });
    editor.change("a.yml", now, changes);
  },
  "in a note each": (editor, text, steps) => {
    let now = text;
    for (const [index, each] of steps.entries()) {
      const range = rangeOf(now, each);
      now = made(now, each);
      editor.change("a.yml", now, [{ range, text: each.text }]);
      if (index % 50 === 0) editor.askAll("a.yml");
    }
  },
  "in notes of three, from behind": (editor, text, steps) => {
    let now = text;
    for (let at = 0; at < steps.length; at += 3) {
      const changes = steps.slice(at, at + 3).map((each) => {
        const { start, end } = rangeOf(now, each);
        now = made(now, each);
        return { range: { start: end, end: start }, text: each.text };
      });
      editor.change("a.yml", now, changes);
    }
  },
};

const CASES = Object.entries(EDITED).flatMap(([what, edited]) =>
  Object.entries(WAYS).map(([how, send]) => [`${what}, ${how}`, edited, send] as const),
);

let editor: ChangedEditor;
let fresh: ChangedEditor;
const ends: (() => void)[] = [];
beforeAll(async () => {
  [editor, fresh] = await editorsOf({}, (end) => ends.push(end));
});
afterEach(() => {
  for (const each of [editor, fresh]) each.closeAll();
});
afterAll(() => {
  for (const end of ends) end();
});

test.each(CASES)("%s", async (_, { text, steps }, send) => {
  editor.open("a.yml", text);
  send(editor, text, steps(text));
  await editor.expectAsFresh(fresh);
});
