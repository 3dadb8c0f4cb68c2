import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Example } from "../../../server/src/engine/rule";
import { rules } from "../../../server/src/rules/registry";
import { checkExample, isAbout } from "../example";
import { TOLD, type Told, UNTOLD } from "./factsToRules";

interface Fact {
  readonly id: string;
  readonly example_bad: string;
  readonly holds: Readonly<Record<string, boolean>>;
}

const FACTS = new URL("facts.jsonl.gz", import.meta.url);

/** The versions of the record, latest first, by the targets that name them. */
const TARGETS = [
  ["main", "main"],
  ["neox-old", "2024-10-31"],
  ["v2.0", "v2.0"],
] as const;

/** A model that launches; an example has its own value for any of its keys. */
const MODEL: Readonly<Record<string, number>> = {
  num_layers: 12,
  hidden_size: 768,
  num_attention_heads: 12,
  seq_length: 2048,
  max_position_embeddings: 2048,
  train_micro_batch_size_per_gpu: 4,
};

function readFacts(): readonly Fact[] {
  const lines = gunzipSync(readFileSync(FACTS)).toString("utf8").trim().split("\n");
  return lines.map((line): Fact => JSON.parse(line));
}

function exampleOf(fact: Fact, told: Told): Example {
  const target = TARGETS.find(([version]) => fact.holds[version] === true);
  const neox = target?.[1] ?? "main";
  if (told.launch !== undefined) return { neox, ...told.launch };
  const text = told.keys ?? `${told.beside ?? ""}${ownExample(fact)}\n`;
  const given = new Set([...text.matchAll(/^([a-z_0-9]+):/gm)].map(([, key]) => key));
  const rest = Object.entries(MODEL).filter(([key]) => !given.has(key));
  const model = rest.map(([key, value]) => `${key}: ${value}\n`).join("");
  return { files: { "model.yml": `${model}${text}` }, neox, gpus: told.gpus ?? 8 };
}

/** The record writes line breaks as `\n`, and a remark in brackets behind an example. */
function ownExample({ example_bad }: Fact): string {
  return example_bad.replaceAll("\\n", "\n").replace(/ \([^)]*\)$/, "");
}

describe("the facts about NeoX", () => {
  const facts = readFacts();

  it("are each told by a rule, or have a reason why not", () => {
    const ids = facts.map(({ id }) => id);
    const known = [...Object.keys(TOLD), ...Object.keys(UNTOLD)];
    expect([...known].sort()).toEqual([...ids].sort());
  });

  it("are told by rules that exist", () => {
    const ids = new Set(rules.map(({ id }) => id));
    const named = Object.values(TOLD).flatMap((told) => (typeof told === "string" ? [told] : told.rules));
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  it.each(facts.filter(({ id }) => TOLD[id] !== undefined).map((fact) => [fact.id, fact] as const))(
    "%s: its example brings up exactly these rules",
    (id, fact) => {
      const told = TOLD[id] ?? "";
      const whole = typeof told === "string" ? { rules: [told] } : told;
      const { findings } = checkExample(exampleOf(fact, whole));
      const about = findings.filter((it) => whole.rules.some((rule) => isAbout(it, rule)));
      expect([...new Set(about.map(({ rule }) => rule))].sort()).toEqual([...whole.rules].sort());
    },
  );
});
