import { createHash } from "node:crypto";
import chinese from "../../l10n/rules.zh-cn.json" with { type: "json" };
import type { Rule } from "../../server/src/engine/rule";

/** What a page says of a rule in a language. */
export interface RuleTexts {
  readonly summary: string;
  readonly explain: string;
}

/** A translation, and of which English it is one. */
interface Translation extends RuleTexts {
  readonly of: string;
}

/** The translations of a language by rule, and the words of the pages by their English. */
export interface RuleLanguage {
  readonly rules: Readonly<Record<string, Translation>>;
  readonly words: Readonly<Record<string, string>>;
}

export const ENGLISH: RuleLanguage = { rules: {}, words: {} };
export const CHINESE: RuleLanguage = chinese;

/** A short name for the English of a rule: another text has another. */
export function digestOf({ summary, explain }: Rule): string {
  return createHash("sha256").update(`${summary}\n${explain}`).digest("hex").slice(0, 8);
}

/** The texts of a rule, in English where they are not translated. */
export function textsOf(rule: Rule, language: RuleLanguage): RuleTexts {
  return language.rules[rule.id] ?? rule;
}

/** The rules that a language lacks, and those whose English has changed since they were translated. */
export function untranslated(rules: readonly Rule[], language: RuleLanguage) {
  return {
    missing: rules.filter(({ id }) => language.rules[id] === undefined).map(({ id }) => id),
    changed: rules
      .filter((rule) => (language.rules[rule.id]?.of ?? digestOf(rule)) !== digestOf(rule))
      .map(({ id }) => id),
  };
}
