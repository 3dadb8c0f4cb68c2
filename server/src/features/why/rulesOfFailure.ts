import { ownValue } from "../../base/ownValue";
import { finish } from "../../base/steps";
import type { Finding } from "../../engine/finding";
import type { NeoxFailure, Rule } from "../../engine/rule";
import { runningRules } from "../../engine/run";
import type { Launch } from "../../launch/launch";
import { shortType } from "../../logs/firstFailure";
import type { Frame } from "../../logs/frames";
import { placeText } from "../../logs/phase";
import { isAskedFor } from "../../model/asked";
import { rules } from "../../rules/registry";

/** A rule whose failure looks like this one. */
export interface FittingRule {
  readonly rule: string;
  /** The launch that ran does fail so; else it could. */
  readonly certain: boolean;
  /** The likeliest first. */
  readonly keys: readonly string[];
  /** What the rule says of this launch, with its numbers; absent where it only could. */
  readonly finding?: Finding;
}

export interface Raised {
  readonly type: string;
  readonly frames: readonly Frame[];
  readonly message: string;
  /** The arguments that the message names. */
  readonly named: readonly string[];
}

/** More that could be are no help. */
const MOST_POSSIBLE = 5;

/**
 * The rules whose place and exception fit. Those come first that the launch meets, then those that stop it in another
 * place than the version that ran, then those that the message speaks of.
 */
export function rulesOfFailure(raised: Raised, launch: Launch | undefined): readonly FittingRule[] {
  const places = raised.frames.map(placeText);
  const spoken = spokenIn(raised);
  const fit = (neox: NeoxFailure) => fitOf(neox, raised, places);
  const findings = launch === undefined ? [] : findingsIn(launch);
  const certain = heaviestFirst(
    findings.filter((finding) => fit(finding.neox) > 0),
    (finding) => fit(finding.neox) + weightOf(finding) + spokenOf(finding.keys, finding.rule, spoken),
  ).map((finding) => ofFinding(finding, raised, true, launch));
  const elsewhere = findings
    .filter(({ severity, neox }) => severity === "error" && neox.raises === shortType(raised.type))
    .map((finding) => ofFinding(finding, raised, false, launch));
  const likely = heaviestFirst(
    raising.filter((rule) => isLikely(fit(rule.neox), rule, raised.type, spoken)),
    (rule) => fit(rule.neox) + spokenOf(rule.keys, rule.id, spoken),
  ).map(({ id, keys }) => ({ rule: id, certain: false, keys: namedFirst(keys, raised.named) }));
  return distinct([...certain, ...elsewhere, ...likely.slice(0, MOST_POSSIBLE)]);
}

function heaviestFirst<Item>(items: readonly Item[], weight: (item: Item) => number): readonly Item[] {
  return items
    .map((item) => ({ item, weight: weight(item) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ item }) => item);
}

/** Of the keys that a finding is about, those that the files set otherwise than NeoX does are likelier at fault. */
function ofFinding(
  finding: Finding,
  { named }: Raised,
  certain: boolean,
  launch: Launch | undefined,
): FittingRule {
  const asked = finding.keys.filter((key) => launch !== undefined && isAskedFor(launch, key));
  const keys = [...new Set([...asked, ...finding.keys])];
  return { rule: finding.rule, certain, keys: namedFirst(keys, named), finding };
}

/** What is only slow or in vain raises nothing; what goes wrong may end in an exception after all. */
const raising = rules.filter(
  ({ outcome, neox }) => outcome === "crash" || outcome === "wrong" || neox.raises !== undefined,
);

function findingsIn(launch: Launch): readonly Finding[] {
  return finish(runningRules(launch, raising)).findings;
}

/** Each rule once, where it stands first. */
function distinct(fitting: readonly FittingRule[]): readonly FittingRule[] {
  const first = new Map<string, FittingRule>();
  for (const it of fitting) if (!first.has(it.rule)) first.set(it.rule, it);
  return [...first.values()];
}

/** 0 where a failure of the rule is another one; the nearer its function to where it was raised, the more. */
function fitOf({ at, raises }: NeoxFailure, { type }: Raised, places: readonly string[]): number {
  if (raises !== undefined && raises !== shortType(type)) return 0;
  const [path = "", name] = at.split(":");
  const index = places.findLastIndex((place) =>
    name === undefined ? place.startsWith(`${path}:`) : place === at,
  );
  if (index < 0) return 0;
  return (raises === undefined ? 1 : 3) + 4 / (places.length - index);
}

const WEIGHTS = { error: 2, warning: 1, information: 0, hint: 0 } as const;

function weightOf({ severity }: Finding): number {
  return WEIGHTS[severity];
}

/** What a message speaks of, read once for all rules. */
interface Spoken {
  readonly isSilent: boolean;
  readonly named: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  /** So many words tell one rule from others. */
  readonly enough: number;
}

function spokenIn({ message, named }: Raised): Spoken {
  const words = wordsIn(message);
  return {
    isSilent: message.trim() === "",
    named: new Set(named),
    words: new Set(words),
    enough: Math.min(2, words.length),
  };
}

/** How much a message speaks of a rule: of its keys by name, and of the words in its own. */
function spokenOf(keys: readonly string[], rule: string, { named, words }: Spoken): number {
  const ofKeys = keys.filter((key) => named.has(key)).length;
  const ofWords = [...new Set(wordsIn([rule, ...keys].join(" ")))].filter((word) => words.has(word)).length;
  return 2 * ofKeys + ofWords;
}

/** What NeoX calls something in a message, and a key in its name. */
const SAME_WORDS: Readonly<Record<string, string>> = {
  gqa: "kv",
  mqa: "kv",
  moe: "experts",
  stages: "zero",
  stage: "zero",
};
/** They stand in every message. */
const FILLERS = new Set([
  "size",
  "the",
  "num",
  "be",
  "not",
  "in",
  "of",
  "is",
  "to",
  "and",
  "must",
  "required",
  "per",
]);

function wordsIn(text: string): readonly string[] {
  return (text.toLowerCase().match(/[a-z]+\d*/g) ?? [])
    .map((word) => ownValue(SAME_WORDS, word) ?? word)
    .filter((word) => word.length > 1 && !FILLERS.has(word));
}

/** One function may raise in many ways: then only what the message says tells one from the other. */
function isLikely(fit: number, rule: Rule, type: string, spoken: Spoken): boolean {
  if (fit === 0 || type === "") return false;
  if (!spoken.isSilent) {
    if (spokenOf(rule.keys, rule.id, spoken) >= spoken.enough) return true;
    if (spoken.named.size > 0) return false;
  }
  return fit >= 7 && rulesAt(rule.neox.at) <= FEW;
}

const FEW = 3;

function rulesAt(at: string): number {
  return raising.filter((rule) => rule.neox.at === at).length;
}

/** Keys that the message names come first, in its order. */
export function namedFirst(keys: readonly string[], named: readonly string[]): readonly string[] {
  const first = named.filter((name) => keys.includes(name));
  return [...first, ...keys.filter((key) => !first.includes(key))];
}
