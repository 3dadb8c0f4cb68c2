import { describe, expect, test } from "vitest";
import { accepts } from "../../server/src/arguments/accepts";
import type { ArgumentType, Catalogue } from "../../server/src/arguments/argument";
import { NESTED_TYPES } from "../../server/src/arguments/blocks";
import { catalogueAt, catalogueOfAnyVersion, historyOf } from "../../server/src/arguments/catalogue";
import { itemsOf } from "../../server/src/arguments/lists";
import { repr } from "../../server/src/python/text";
import october2024 from "./fixtures/dataclasses-2024-10-17.json";
import main from "./fixtures/dataclasses-main.json";

/** As Python prints an annotation of `typing`: the fixtures are recorded from the running dataclasses. */
function typeRepr(type: ArgumentType): string {
  switch (type.kind) {
    case "enum":
      return `Literal[${type.choices.map((it) => repr(it)).join(", ")}]`;
    case "union": {
      const [first] = type.members;
      const isOptional = type.members.length === 2 && type.members[1] === "NoneType";
      return isOptional ? `Optional[${first}]` : `Union[${type.members.join(", ")}]`;
    }
    case "any":
      return "Any";
    default:
      return type.kind;
  }
}

function record(catalogue: Catalogue): Record<string, string[]> {
  const entries = catalogue.names.map((name) => {
    const argument = catalogue.get(name);
    if (argument === undefined) throw new Error(`${name} is listed but not there`);
    return [name, [typeRepr(argument.type), repr(argument.default ?? null)]];
  });
  return Object.fromEntries(entries);
}

describe("the catalogue of a version equals the running dataclasses", () => {
  test("main", () => expect(record(catalogueAt("main"))).toEqual(main));
  test("2024-10-17, commit 59a5236d", () => expect(record(catalogueAt("2024-10-17"))).toEqual(october2024));
  test("2024-10-31 is the same version", () =>
    expect(catalogueAt("2024-10-31")).toBe(catalogueAt("2024-10-17")));
});

describe("history", () => {
  test("v2.0 has 208 arguments, main 318", () => {
    expect(catalogueAt("2023-03-09").names).toHaveLength(208);
    expect(catalogueAt("2020-01-01")).toBe(catalogueAt("2023-03-09"));
    expect(catalogueAt("main").names).toHaveLength(318);
  });

  test("the declared type is that of the time", () => {
    const choicesAt = (when: string) => {
      const type = catalogueAt(when).get("activation")?.type;
      return type?.kind === "enum" ? type.choices.slice(6) : undefined;
    };
    expect(choicesAt("2023-05-01")).toEqual([]);
    expect(choicesAt("2023-05-02")).toEqual(["silu"]);
    expect(choicesAt("2024-09-06")).toEqual(["silu", "reglu", "swiglu", "bilinear", "glu"]);
    expect(catalogueAt("2024-09-28").get("checkpoint_factor")?.type).toEqual({ kind: "int" });
  });

  test("the default is that of the time", () => {
    expect(catalogueAt("2023-12-25").get("weight_decay")?.default).toBe(0.01);
    expect(catalogueAt("2023-12-26").get("weight_decay")?.default).toBe(0.1);
    expect(catalogueAt("2024-03-06").get("moe_token_dropping")?.default).toBe(true);
    expect(catalogueAt("2024-05-04").get("moe_token_dropping")?.default).toBe(false);
    expect(catalogueAt("main").get("checkpoint_scale")?.default).toBe("linear");
    expect(catalogueAt("main").get("model_parallel_size")?.default).toBe(1n);
    expect(catalogueAt("main").get("rotary_pct")?.default).toBe(1);
  });

  test("an argument that left for a while is unknown in between", () => {
    const known = ["2024-09-07", "2024-09-08", "2024-09-14", "2024-09-26", "main"].map(
      (when) => catalogueAt(when).get("z_loss") !== undefined,
    );
    expect(known).toEqual([false, true, false, true, true]);
    expect(historyOf("z_loss")).toEqual({ introduced: { commit: "1c727420", date: "2024-09-08" } });
  });

  test("historyOf tells when a name came and went", () => {
    expect(historyOf("num_kv_heads")).toEqual({ introduced: { commit: "f36aed7f", date: "2024-02-22" } });
    expect(historyOf("mlp_type")).toEqual({
      introduced: { commit: "299b68cd", date: "2023-05-02" },
      removed: { commit: "adbf5d6f", date: "2024-09-10" },
    });
    expect(historyOf("openai_gelu")?.removed).toEqual({ commit: "b306eb79", date: "2021-05-07" });
    expect(historyOf("hidden_sise")).toBeUndefined();
  });

  test("any version knows what came after v2.0 and left before main, but not what left before v2.0", () => {
    const anyVersion = catalogueOfAnyVersion();
    expect(anyVersion.get("mlp_type")?.default).toBe("regular");
    expect(anyVersion.get("gas")?.removed?.date).toBe("2024-02-05");
    expect(anyVersion.get("openai_gelu")).toBeUndefined();
    expect(anyVersion.names).toHaveLength(338);
  });
});

test("of every list that an argument takes, but that of attention, it is known what is in it", () => {
  const catalogue = catalogueOfAnyVersion();
  const lists = catalogue.names.filter((name) => {
    const type = catalogue.get(name)?.type;
    return type !== undefined && accepts(type, []);
  });
  expect(lists).toContain("comet_tags");
  expect(lists.filter((name) => itemsOf(name) === undefined)).toEqual(["attention_config"]);
});

test("a key inside of a block is in one that is known itself, and so found from above", () => {
  const blocks = [...NESTED_TYPES.keys()].map((path) => path.split(".").slice(0, -1));
  const inner = blocks.filter(({ length }) => length > 1).map((path) => path.join("."));
  expect(inner.filter((path) => !NESTED_TYPES.has(path))).toEqual([]);
});
