import { describe, expect, test } from "vitest";
import { FixTrials } from "../../server/src/engine/fixTrials";
import type { Fix } from "../../server/src/engine/rule";
import { repr } from "../../server/src/python/text";
import { applyEdits } from "../../server/src/yaml/edit";
import { commaAfter, lineEndAt } from "../../server/src/yaml/layout";
import type { YamlDocument } from "../../server/src/yaml/tree";
import { launchOf } from "../model/launchOf";
import { oddDocument } from "../yaml/oddDocuments";

const DOCUMENTS = 1500;

/** What a fix may do to a key. */
const FIXES: Readonly<Record<string, (name: string) => Fix>> = {
  "sets a value": (name) => ({ title: "", set: { [name]: 4096n } }),
  "takes a key away": (name) => ({ title: "", remove: [name] }),
  "gives a key another name": (name) => ({ title: "", rename: { [name]: "zz" } }),
  "sets another key as well": (name) => ({ title: "", set: { [name]: "0x10", zz: [1n] } }),
};

const commentsIn = ({ comments }: YamlDocument) => comments.map(({ text }) => text);

/** Settings but one, as Python prints them. */
function othersThan(name: string, text: string): Readonly<Record<string, string>> {
  const others = [...launchOf(text).settings].filter(([key]) => key !== name && key !== "zz");
  return Object.fromEntries(others.map(([key, { value }]) => [key, repr(value)]));
}

describe("after a fix that is offered, the text reads again, and all other settings and comments are there", () => {
  test.each(Object.entries(FIXES))("one that %s", { timeout: 120_000 }, (_, fixOf) => {
    let count = 0;
    for (let seed = 0; seed < DOCUMENTS; seed++) {
      const text = oddDocument(seed);
      const launch = launchOf(text);
      const [document] = launch.files.map((file) => file.document);
      if (document === undefined || document.problems.length > 0) continue;
      const trials = new FixTrials(launch, () => []);
      for (const [name, { entry }] of launch.settings)
        for (const { edits } of trials.offered([fixOf(name)])) {
          count++;
          const after = applyEdits(text, edits);
          const [read] = launchOf(after).files.map((file) => file.document);
          const isOwn = ({ span }: YamlDocument["comments"][number]) =>
            span.start >= entry.span.start &&
            span.start <= lineEndAt(text, commaAfter(document, entry) ?? entry.span.end);
          const own = new Set(document.comments.filter(isOwn).map((it) => it.text));
          expect(read?.problems, text).toEqual([]);
          expect(othersThan(name, after), text).toEqual(othersThan(name, text));
          expect(read && commentsIn(read).filter((it) => !own.has(it)), text).toEqual(
            commentsIn(document).filter((it) => !own.has(it)),
          );
        }
    }
    expect(count).toBeGreaterThan(DOCUMENTS);
  });
});

describe("a value that an anchor repeats inside of one setting changes with no fix of another", () => {
  test.each([
    ["optimizer: {type: Adam, params: {lr: &n null, weight_decay: *n}}", "lr: &n null", "lr: &n 0.001", 0],
    ["optimizer: {type: Adam, params: {lr: &n null, betas: [*n, 0.95]}}", "lr: &n null", "lr: &n 0.001", 0],
    ["optimizer: {type: Adam, params: {lr: null, eps: &n 1, weight_decay: *n}}", "lr: null", "lr: 0.001", 1],
    ["optimizer: {type: Adam, params: {lr: &n 1e-4, weight_decay: *n}}", "&n 1e-4", "&n 1.0e-4", 1],
    [
      "a: &a {x: {lr: null}, y: 1}\noptimizer: {type: Adam, params: {z: &n {lr: 2}, w: *n}}",
      "lr: 2",
      "lr: 3",
      0,
    ],
  ])("%s: %s becomes %s, %i", (text, from, to, count) => {
    const launch = launchOf(text);
    const start = text.indexOf(from);
    const edits = launch.files.map((file) => ({
      file,
      span: { start, end: start + from.length },
      newText: to,
    }));
    expect(new FixTrials(launch, () => []).offered([{ title: "", edits }])).toHaveLength(count);
  });
});
