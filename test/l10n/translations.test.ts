import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import chinese from "../../l10n/bundle.l10n.zh-cn.json" with { type: "json" };
import words from "../../package.nls.json" with { type: "json" };
import chineseWords from "../../package.nls.zh-cn.json" with { type: "json" };

const ROOT = resolve(import.meta.dirname, "../..");

/** What is translated in full. Messages of other files appear in English until they are and stand here too. */
const TRANSLATED = [
  "client/src/",
  "server/src/features/arithmetic/",
  "server/src/features/blockStyle.ts",
  "server/src/features/codeActions.ts",
  "server/src/features/describeArgument.ts",
  "server/src/features/diagnostics.ts",
  "server/src/features/explain.ts",
  "server/src/features/explainArgument.ts",
  "server/src/features/fixAll.ts",
  "server/src/features/hover.ts",
  "server/src/features/outcome.ts",
  "server/src/features/suppress.ts",
  "server/src/features/underscores.ts",
  "server/src/rules/attention/",
  "server/src/rules/batch/",
  "server/src/rules/dimensions.ts",
  "server/src/rules/load/",
  "server/src/rules/mlp/",
  "server/src/rules/severity.ts",
  "server/src/rules/simpleFixes.ts",
  "server/src/rules/types/",
];

/** The messages in a source file: what stands first in `t(...)` and `l10n.t(...)`. */
function messagesIn(path: string): string[] {
  const source = ts.createSourceFile(
    path,
    readFileSync(join(ROOT, path), "utf8"),
    ts.ScriptTarget.ES2022,
    true,
  );
  const messages: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(?:l10n\.)?t$/.test(node.expression.getText())) {
      const [message] = node.arguments;
      if (message === undefined || !ts.isStringLiteralLike(message))
        throw new Error(`${path}: a message must be a literal: ${node.getText()}`);
      messages.push(message.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return messages;
}

function sourceFiles(): string[] {
  return ["client/src", "server/src"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
  );
}

const placeholders = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort();

test("of the parts that are translated no message is missing in Chinese, and none is left over", () => {
  const translated = sourceFiles().filter((path) => TRANSLATED.some((part) => path.startsWith(part)));
  const messages = new Set(translated.flatMap(messagesIn));
  expect(Object.keys(chinese).sort()).toEqual([...messages].sort());
});

test.each(TRANSLATED)("%s has messages", (part) => {
  const paths = sourceFiles().filter((path) => path.startsWith(part));
  expect(paths.flatMap(messagesIn).length).toBeGreaterThan(0);
});

test("every translation has the placeholders of its message", () => {
  const wrong = Object.entries(chinese).filter(
    ([message, translation]) => placeholders(message).join() !== placeholders(translation).join(),
  );
  expect(wrong).toEqual([]);
});

test("every text of the manifest is there in Chinese, with the same commands", () => {
  expect(Object.keys(chineseWords)).toEqual(Object.keys(words));
  const commands = (texts: Record<string, string>) =>
    Object.values(texts).map((text) => text.match(/\]\(command:[^)]+\)/g));
  expect(commands(chineseWords)).toEqual(commands(words));
});
