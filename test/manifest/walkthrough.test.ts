import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import english from "../../package.nls.json" with { type: "json" };
import chinese from "../../package.nls.zh-cn.json" with { type: "json" };
import { codeLensesOf } from "../../server/src/features/codeLens";
import { launchOf } from "../model/launchOf";

const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

test.each([
  ["English", english],
  ["Chinese", chinese],
])(
  "descriptions of steps, which are no Markdown, have no backticks: %s",
  (_, texts: Readonly<Record<string, string>>) => {
    const shown = steps.flatMap(({ title, description }) =>
      [title, description].map((it) => texts[it.slice(1, -1)]),
    );
    expect(shown.filter((text) => text === undefined || text.includes("`"))).toEqual([]);
  },
);

test("a step that can fail is ticked by its success, not by its command", () => {
  const ticked = Object.fromEntries(steps.map(({ id, completionEvents }) => [id, completionEvents]));
  for (const id of ["fix", "effective", "report"])
    expect(ticked[id]).toEqual([expect.stringMatching(/^onContext:neoxConfig\.done\./)]);
});

test("the sample states the parameters that its lens counts", () => {
  const text = readFileSync("examples/13B-gqa.yml", "utf8");
  const launch = launchOf(text);
  const lenses = launch.files.flatMap((file) => codeLensesOf(file, launch, {}));
  const [counted = ""] = lenses.map(({ command }) => command?.title.split(" parameters")[0]);
  expect(counted).toMatch(/^11\.4 B$/);
  for (const said of [text.split("\n")[0], english["walkthrough.sample.description"]])
    expect(said).toContain(counted);
});

test.each(["walkthrough/effective.md", "walkthrough/effective.nls.zh-cn.md"])(
  "the line of the sample that %s names is the one of the key",
  (page) => {
    const [, key = "", line = ""] = /^(\w+): .*# 13B-gqa\.yml:(\d+)$/m.exec(readFileSync(page, "utf8")) ?? [];
    const lines = readFileSync("examples/13B-gqa.yml", "utf8").split("\n");
    expect(lines[Number(line) - 1]).toMatch(new RegExp(`^${key}: `));
  },
);
