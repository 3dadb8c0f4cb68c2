import { describe, expect, test } from "vitest";
import { rangeOf } from "../../server/src/features/ranges";
import { actionsAt, applied, sample } from "../features/sample";

const MODEL = "hidden_size: 5120\nnum_attention_heads: 39\n";

/** What is said of comments, with the place and what the fixes make of the text. */
function said(text: string) {
  const { result, file, lines } = sample(text);
  return result.findings
    .filter(({ rule }) => ["unread-comment", "unused-suppression"].includes(rule))
    .map(({ rule, message, span, fixes }) => [
      rule,
      lines.getText(rangeOf(file.document, span)),
      message,
      fixes().map(({ title }) => title),
    ]);
}

function rulesOf(text: string): string[] {
  return sample(text).result.findings.map(({ rule }) => rule);
}

function mended(marked: string, title: string): string | undefined {
  const before = sample(marked);
  const action = actionsAt(before).find((each) => each.title === title);
  return action && applied(before, action.edit);
}

describe("a word that neox-config does not know", () => {
  const unknown = (name: string, meant: string) => [
    "unread-comment",
    name,
    `"# neox-config: ${name}" is unknown and has no effect. Did you mean ${meant}?`,
    [`Replace ${name} by ${meant}`],
  ];

  test.each([
    ["disable x", "disable", "ignore"],
    ["disable hidden-size-heads for the paper's shape", "disable", "ignore"],
    ["ignroe hidden-size-heads", "ignroe", "ignore"],
    ["ignore-next-line hidden-size-heads", "ignore-next-line", "ignore"],
    ["wiht local_setup.yml", "wiht", "with"],
    ["OFF", "OFF", "off"],
    ["enable", "enable", "on"],
  ])("%s", (comment, name, meant) =>
    expect(said(`# neox-config: ${comment}\n${MODEL}`)).toEqual([unknown(name, meant)]),
  );

  test("that is near to none", () =>
    expect(said(`seed: 1 # neox-config: strict\n`)).toEqual([
      [
        "unread-comment",
        "strict",
        '"# neox-config: strict" is unknown and has no effect. It can be ignore, with, same-as, converts-with, on, off.',
        [],
      ],
    ]));

  test("is replaced by the one that was meant", () =>
    expect(mended(`# neox-config: dis|able hidden-size-heads\n${MODEL}`, "Replace disable by ignore")).toBe(
      `# neox-config: ignore hidden-size-heads\n${MODEL}`,
    ));

  test("is not ignored by one more comment, which would not reach it", () =>
    expect(actionsAt(sample(`# neox-config: dis|able\n${MODEL}`)).map(({ title }) => title)).toEqual([
      "Replace disable by ignore",
    ]));

  test.each([
    "# checked with neox-config: off by one",
    "# neox-config: see README.md",
    "# neox-config: this file is for the paper",
    "# neox-config: in local_setup.yml",
    "# neox-config: skip the first steps",
    "# neox-config: no changes",
    "# neox-config: with local_setup.yml -- disable x",
    "# neox-config: https://example.org",
    "# neox-config checks this",
    "# neox-config:",
  ])("but not a sentence to people: %s", (comment) => expect(said(`${comment}\nseed: 1\n`)).toEqual([]));
});

describe("a reason", () => {
  test.each([
    "ignore hidden-size-heads -- because We resume a run (v2)",
    "ignore hidden-size-heads # issue #12",
    "ignore hidden-size-heads — re-run",
    "ignore hidden-size-heads",
  ])("for people: %s", (comment) => {
    expect(rulesOf(MODEL)).toEqual(["hidden-size-heads"]);
    expect(rulesOf(MODEL.replace("5120", `5120 # neox-config: ${comment}`))).toEqual([]);
  });

  test("without the dashes is told once, and marked by the fix", () => {
    const text = MODEL.replace("5120", "5120 # neox-config: ignore hidden-size-heads because we re-run it");
    expect(said(text)).toEqual([
      [
        "unread-comment",
        "because we re-run it",
        "These are no rules: because we re-run it. A reason follows two dashes: -- because we re-run it",
        ["Make it the reason: -- because we re-run it"],
      ],
    ]);
    const fixed = mended(text.replace("because", "be|cause"), "Make it the reason: -- because we re-run it");
    expect(fixed).toBe(text.replace("because", "-- because"));
    expect(rulesOf(fixed ?? "")).toEqual([]);
  });

  test("stays behind the rules when one more is ignored", () => {
    const text =
      "# neox-config: ignore hidden-size-heads -- shape\nhidden_size: 51|20\nnum_attention_heads: 39\n";
    expect(
      mended(text.replace("hidden-size-heads", "amp-zero"), "Ignore hidden-size-heads on this line"),
    ).toBe(text.replace("|", "").replace("hidden-size-heads", "amp-zero hidden-size-heads"));
  });
});

describe("a rule that there is not", () => {
  test("is told with the nearest one", () => {
    const text = MODEL.replace("5120", "5120 # neox-config: ignore hidden-size-head");
    expect(said(text)).toEqual([
      [
        "unused-suppression",
        "# neox-config: ignore hidden-size-head",
        "There is no rule hidden-size-head, so this comment suppresses nothing. Did you mean hidden-size-heads?",
        ["Replace hidden-size-head by hidden-size-heads", "Remove hidden-size-head from the comment"],
      ],
    ]);
    expect(mended(text.replace("ignore", "ig|nore"), "Replace hidden-size-head by hidden-size-heads")).toBe(
      text.replace("size-head", "size-heads"),
    );
  });
});

test("what is no blank in YAML stays when a comment goes", () => {
  const text = `${MODEL.replace("39", "40")}save: x\u00a0 # neox-config: ig|nore hidden-size-heads\n`;
  expect(mended(text, "Remove hidden-size-heads from the comment")).toBe(
    `${MODEL.replace("39", "40")}save: x\u00a0\n`,
  );
});

describe("in a file of other line breaks", () => {
  const comment = "# neox-config: ignore hidden-size-heads";

  test.each(["\n", "\r\n", "\r", "\u2028"])(
    "that end in %j, a comment means the line below it",
    (lineBreak) => {
      const text = (below: string) => ["hidden_size: 5120", comment, below, ""].join(lineBreak);
      expect(rulesOf(text("num_attention_heads: 39"))).toEqual(["hidden-size-heads", "unused-suppression"]);
      const other = ["pos_emb: rotary", comment, "hidden_size: 5120", "num_attention_heads: 39", ""];
      expect(rulesOf(other.join(lineBreak))).toEqual([]);
    },
  );

  test.each(["\n", "\r\n"])("that end in %j, the comment goes with its line", (lineBreak) => {
    const lines = ["hidden_size: 5120", "num_attention_heads: 40", ""];
    const title = "Remove hidden-size-heads from the comment";
    const marked = [lines[0], comment.replace("ignore", "ig|nore"), ...lines.slice(1)].join(lineBreak);
    expect(mended(marked, title)).toBe(lines.join(lineBreak));
    const first = [`\ufeff${comment.replace("ignore", "ig|nore")}`, ...lines].join(lineBreak);
    expect(mended(first, title)).toBe(`\ufeff${lines.join(lineBreak)}`);
  });
});
