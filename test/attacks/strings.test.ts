import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { code, plainText } from "../../server/src/features/plainText";
import { attacked, hostileFolder, MODEL } from "./command";
import { expectHarmless } from "./harmless";

/** What a terminal, a log, a page, a shell or a table of data may take for more than text. */
const STRINGS = [
  "\u0007",
  "\u001b[2J\u001b[1;1H",
  "\u001b]0;title\u0007",
  "\u001b]8;;https://x.invalid\u001b\\here\u001b]8;;\u001b\\",
  "\u001bP+q\u001b\\",
  "\u001b_G\u001b\\",
  "\u009b31m\u009d0;x\u009c",
  "\b\b\b\b\b\u007f\u007f",
  "a\rb\u000bc\u000cd\u0085e\u2028f\u2029g",
  "\u202ergp.exe\u202c\u2067x\u2069\u200e\u061c",
  "\n::add-mask::x\n::set-output name=a::b\n",
  "\n##[error]x\n##vso[task.setvariable variable=a]b\n",
  "%0A::error::x%0D",
  "\nsection_start:0:x\r\u001b[0K\n",
  "\n##teamcity[message text='x']\n",
  "</script><script>alert(1)</script>",
  "<img src=https://x.invalid/a.png onerror=alert(1)>",
  "]]>--><!--",
  "`` ` ``` ![](https://x.invalid/a.png)",
  "[x](command:workbench.action.quit) [y]: https://x.invalid",
  "$(touch RAN) `touch RAN` ; touch RAN | touch RAN",
  "'; touch RAN; '\"; touch RAN; \"",
  "=cmd|'/c calc'!A1",
  "{{7*7}} $\x7b{ github.token }} %s %n {0} {1}",
  "\\u001b[31m \\x1b[31m \\033[31m",
  "\ufeff\u200b\u00ad\u2060\ufe0f",
  "\u{e0001}\u{e0041}\u{e007f}",
  "\ufdfa".repeat(500),
  `a${"\u0301".repeat(500)}`,
  "--fix",
];

/** As YAML takes any character. */
const quoted = (text: string) =>
  JSON.stringify(text).replace(
    /[^ -~]/gu,
    (it) => `\\U${(it.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`,
  );

const TEXT = `${MODEL}${STRINGS.map((it, index) => `? ${quoted(`k${index}${it}`)}\n: ${quoted(it)}\n`).join("")}${[
  "save",
  "load",
  "precision",
  "activation",
  "num_workers",
]
  .map((key, index) => `${key}: ${quoted(STRINGS[index * 5] ?? "")}\n`)
  .join("")}tensorboard_dir: [${STRINGS.map(quoted).join(", ")}]\n`;

test.each([
  ["check", "a.yml"],
  ["check", "a.yml", "--format", "json"],
  ["check", "a.yml", "--format", "github"],
  ["check", "a.yml", "--format", "gitlab"],
  ["check", "a.yml", "--format", "sarif"],
  ["effective", "a.yml"],
  ["compare", "a.yml", "b.yml"],
])("thirty strings in a config, by %j", async (...args) => {
  const folder = hostileFolder({ "a.yml": TEXT, "b.yml": MODEL });
  const ended = await attacked(args, { cwd: folder });
  expect([0, 1]).toContain(ended.exit);
  expect(ended.stderr).not.toContain("fault of neox-config");
  expectHarmless(ended, args.includes("github"));
  expect(existsSync(join(folder, "RAN"))).toBe(false);
});

/** What would be markup if it stood outside of code and without a backslash before it. */
const MARKUP = /(?<!\\)[[\]<>!`_*#|]|(?<!\\):\/\//;

test.each(STRINGS.map((it, index) => [index, it] as const))("string %i is text in Markdown", (_, text) => {
  expect(MARKUP.exec(plainText(text))).toBeNull();
  expect(code(text)).toMatch(/^`[^`\n\r]*`$/);
});
