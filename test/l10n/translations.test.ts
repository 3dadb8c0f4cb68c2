import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import chinese from "../../l10n/bundle.l10n.zh-cn.json" with { type: "json" };
import words from "../../package.nls.json" with { type: "json" };
import chineseWords from "../../package.nls.zh-cn.json" with { type: "json" };
import { english } from "../../server/src/arguments/documentation";
import { unusedSuppression } from "../../server/src/engine/unusedSuppression";
import { KNOWN_FAILURES } from "../../server/src/logs/known/table";
import { rules } from "../../server/src/rules/registry";
import { CHINESE, untranslated } from "../docs/ruleTexts";

const ALL_RULES = [...rules, unusedSuppression];
const ROOT = resolve(import.meta.dirname, "../..");

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
  return ["client/src", "server/src", "report/src"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      // Its `translated` takes the texts of tables.
      .filter((path) => path !== "server/src/base/l10n.ts"),
  );
}

const placeholders = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort();

test("no message and no documentation in Chinese is left over", () => {
  const documentation = [english.arguments, english.nested].flatMap((texts) => Object.values(texts));
  const advice = KNOWN_FAILURES.map((known) => known.advice);
  const texts = new Set([...sourceFiles().flatMap(messagesIn), ...documentation, ...advice]);
  expect(Object.keys(chinese).filter((text) => !texts.has(text))).toEqual([]);
  // The editor shows English for these.
  const missing = [...texts].filter((text) => !(text in chinese));
  console.info(`Messages not in Chinese: ${missing.length}`, missing);
});

test("no translation of a rule is left over", () => {
  const ids = new Set(ALL_RULES.map(({ id }) => id));
  expect(Object.keys(CHINESE.rules).filter((id) => !ids.has(id))).toEqual([]);
  expect(Object.keys(CHINESE.words).sort()).toEqual([...new Set(messagesIn("test/docs/rulePage.ts"))].sort());
  const { missing, changed } = untranslated(ALL_RULES, CHINESE);
  console.info(`Rules not in Chinese: ${missing.length}; changed since: ${changed.length}`, missing, changed);
});

test("every translation has the placeholders of its message", () => {
  const wrong = Object.entries({ ...chinese, ...CHINESE.words }).filter(
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
