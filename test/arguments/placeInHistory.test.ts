import { expect, test } from "vitest";
import { fileDigest, functionsOf } from "../../server/src/arguments/checkout/functions";
import { type History, placeInHistory } from "../../server/src/arguments/checkout/placeInHistory";
import { PythonFiles } from "../../server/src/arguments/checkout/pythonFiles";
import { parsePython } from "../../server/src/arguments/checkout/pythonModule";

const PATH = "megatron/model.py";

/** Three commits of a file with a class: the second changes one method, the third brings a function. */
const FIRST = `class Layer:
    def __init__(self, size):
        self.size = size

    def forward(self, x):
        return x * self.size
`;
const SECOND = FIRST.replace("x * self.size", "x * self.size + 1");
const THIRD = `${SECOND}

def build(size):
    return Layer(size)
`;

const digests = (text: string) => functionsOf(parsePython(PATH, text));

function historyOf(texts: readonly string[]): History {
  const functions: Record<string, [number, string][]> = {};
  texts.forEach((text, index) => {
    for (const [name, digest] of digests(text)) {
      functions[name] ??= [];
      if (functions[name].at(-1)?.[1] !== digest) functions[name].push([index, digest]);
    }
  });
  const file = texts.map((text, index) => [index, fileDigest(text)] as const);
  return {
    commits: texts.map((_, index) => `${index}${index}${index}${index} 2024-01-0${index + 1}`),
    files: { [PATH]: { file, functions } },
  };
}

const HISTORY = historyOf([FIRST, SECOND, THIRD]);
const placeOf = (text: string | undefined) => placeInHistory(new PythonFiles(async () => text), HISTORY);

test("comments, docstrings and layout are not what a function does", () => {
  const said = FIRST.replace(
    "def forward(self, x):",
    'def forward(\n        self,\n        x,\n    ):\n        """Doubles."""  # or not',
  ).replace("self,\n        x,\n", "self,\n        x\n");
  expect(digests(said)).toEqual(digests(FIRST));
  expect(digests(FIRST).get("Layer.forward")).not.toBe(digests(SECOND).get("Layer.forward"));
});

test("a block that ends elsewhere is another function", () => {
  const [inside, outside] = ["        y = 1\n", "    y = 1\n"].map((line) =>
    digests(`def f(x):\n    if x:\n        x = 2\n${line}    return x\n`),
  );
  expect(inside).not.toEqual(outside);
});

test.each([
  [FIRST, "0000"],
  [SECOND, "1111"],
  [THIRD, "2222"],
  [THIRD.replaceAll("\n", "\r\n"), "2222"],
])("an unchanged checkout is its commit", async (text, commit) => {
  expect(await placeOf(text)).toEqual({
    base: { commit, date: expect.any(String) },
    isUnchanged: true,
    changed: new Map(),
    statements: new Set(),
    unknownSizes: new Set(),
  });
});

test("a changed function is named, and the others tell the commit", async () => {
  const place = await placeOf(THIRD.replace("self.size = size", "self.size = 2 * size"));
  expect(place).toEqual({
    base: { commit: "2222", date: "2024-01-03" },
    isUnchanged: false,
    changed: new Map([[PATH, new Set(["Layer.__init__"])]]),
    statements: new Set(),
    unknownSizes: new Set(),
  });
});

test("of what is no gpt-neox nothing is known", async () => {
  expect(await placeOf("def other():\n    pass\n")).toBeUndefined();
  expect(await placeOf(undefined)).toBeUndefined();
});
