import { describe, expect, test } from "vitest";
import { finish } from "../../server/src/base/steps";
import { MOST_FINDINGS, runningRules } from "../../server/src/engine/run";
import { check } from "../../server/src/features/check";
import type { Launch } from "../../server/src/launch/launch";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { defineRule } from "../../server/src/rules/kit/defineRule";
import { readYaml } from "../../server/src/yaml/read";

const MODEL = "hidden_size: 512\nnum_layers: 12\nnum_attention_heads: 8\n";

function launchOf(text: string): Launch {
  return check({ files: [{ path: "a.yml", document: readYaml(text) }], target: MAIN_TARGET }).launch;
}

function found(text: string) {
  const files = [{ path: "a.yml", document: readYaml(text) }];
  return check({ files, target: MAIN_TARGET }).findings;
}

const lines = (count: number, line: (index: number) => string) =>
  MODEL + Array.from({ length: count }, (_, index) => `${line(index)}\n`).join("");

describe("of one rule", () => {
  test("the thousandth finding is the last, and says so", () => {
    const findings = found(lines(MOST_FINDINGS + 500, (index) => `key_of_nothing_${index}: 1`));
    expect(findings.map(({ rule }) => rule)).toEqual(Array(MOST_FINDINGS).fill("unknown-argument"));
    const said = findings.filter(({ message }) => message.includes("No more than 1000 findings"));
    expect(said).toEqual(findings.slice(-1));
  });

  test("suppressed findings do not count", () => {
    const suppressed = lines(
      MOST_FINDINGS + 500,
      (index) => `key_${index}: 1 # neox-config: ignore unknown-argument`,
    );
    expect(found(`${suppressed}last_key: 1\n`).map(({ rule, keys }) => [rule, keys])).toEqual([
      ["unknown-argument", ["last_key"]],
    ]);
  });

  test("comments behind the last finding are not called unused", () => {
    const text = lines(MOST_FINDINGS, (index) => `key_${index}: 1`);
    const findings = found(`${text}last_key: 1 # neox-config: ignore unknown-argument seq-length\n`);
    expect(findings.slice(MOST_FINDINGS).map(({ rule, message }) => [rule, message])).toEqual([
      ["unused-suppression", "There is no rule seq-length, so this comment suppresses nothing."],
    ]);
  });
});

test("a name is looked for in place of the first hundred unknown ones only", () => {
  const LETTERS = "bcfgjklmpqrtuvwxyz";
  const misspelt = (index: number) => {
    const place = index % 6;
    return `${"hidden".slice(0, place)}${LETTERS[Math.floor(index / 6)]}${"hidden".slice(place + 1)}_size: 1`;
  };
  const findings = found(lines(6 * LETTERS.length, misspelt));
  expect(findings.map(({ message }) => message.includes("hidden_size"))).toEqual([
    ...Array(100).fill(true),
    ...Array(6 * LETTERS.length - 100).fill(false),
  ]);
});

test("of too many comments that suppress nothing a thousand are told", () => {
  const findings = found(lines(1500, (index) => `# neox-config: ignore no-rule-${index}`));
  expect(findings.map(({ rule }) => rule)).toEqual(Array(MOST_FINDINGS).fill("unused-suppression"));
});

test("a rule that throws loses only what it had not found yet", () => {
  const template = {
    phase: "args",
    severity: "error",
    outcome: "crash",
    evidence: "ran",
    keys: [],
    neox: { at: "" },
    summary: "",
    explain: "",
    bad: "",
    good: "",
  } as const;
  const error = new Error("broken");
  const broken = defineRule({
    ...template,
    id: "broken",
    check(_, report) {
      report({ at: "hidden_size", message: "before" });
      throw error;
    },
  });
  const sound = defineRule({
    ...template,
    id: "sound",
    check: (_, report) => report({ at: "hidden_size", message: "here" }),
  });
  const { findings, failures } = finish(runningRules(launchOf(MODEL), [broken, sound]));
  expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
    ["broken", "before"],
    ["sound", "here"],
  ]);
  expect(failures).toEqual([{ rule: "broken", error }]);
});
