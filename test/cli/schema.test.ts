import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import Ajv2020 from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { catalogueAt } from "../../server/src/arguments/catalogue";
import { english } from "../../server/src/arguments/documentation";
import { jsonSchema } from "../../server/src/arguments/jsonSchema";
import { isNeoxConfig } from "../../server/src/features/recognise";
import { jsonOf } from "../../server/src/python/json";
import { readYaml } from "../../server/src/yaml/read";

const main = catalogueAt("main");

function validators(): [string, ValidateFunction][] {
  const options = { strict: false, allErrors: true };
  return [
    ["draft-07", new Ajv(options).compile(jsonSchema(main, english, "draft-07"))],
    ["2020-12", new Ajv2020(options).compile(jsonSchema(main, english, "2020-12"))],
  ];
}

describe.each(validators())("the JSON Schema, %s", (_, validate) => {
  const problems = (value: unknown) =>
    validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);

  it("takes names with dashes, with underscores and with both", () => {
    expect(problems({ hidden_size: 512, "num-attention-heads": 8, "max-position_embeddings": 64 })).toEqual(
      [],
    );
  });

  it("takes an int for a float, and null for anything", () => {
    expect(problems({ hidden_dropout: 0, num_layers: null })).toEqual([]);
  });

  it.each([
    [{ hiden_size: 512 }, " must NOT have additional properties"],
    [{ hidden_size: "512" }, "/hidden_size must be integer,null"],
    [{ norm: "batchnorm" }, "/norm must be equal to one of the allowed values"],
    [[], " must be object"],
  ])("refuses %j", (value, problem) => {
    expect(problems(value)).toEqual([problem]);
  });
});

const CORPUS = "../shared/corpus/upstream";

const HAS_CORPUS = existsSync(CORPUS);
const OVER_CORPUS = HAS_CORPUS ? "the JSON Schema over the upstream corpus" : "skipped: no shared data";

describe.skipIf(!HAS_CORPUS)(OVER_CORPUS, () => {
  // The body runs also where the tests are skipped.
  const names = HAS_CORPUS ? readdirSync(CORPUS, { recursive: true, encoding: "utf8" }) : [];
  const configs = names.filter((name) => name.endsWith(".yml")).map((name) => join(CORPUS, name));

  it.each(validators())(
    "refuses only the configs whose keys or types NeoX itself refuses, %s",
    (_, validate) => {
      const refused = configs.filter((path) => {
        const text = readFileSync(path, "utf8");
        const document = readYaml(text);
        const isConfig = isNeoxConfig({ text, path, read: () => document });
        return isConfig && !validate(jsonOf(document.root?.value ?? null));
      });
      expect(refused.map((path) => relative(CORPUS, path))).toEqual([
        "configs/llemma/34B.yml",
        "configs/llemma/7B.yml",
        "post-training/configs/llama3-8b-reinforce.yml",
      ]);
    },
  );
});
