import { describe, expect, test } from "vitest";
import { check } from "../../server/src/features/check";
import { fromHuggingFace, yamlOf } from "../../server/src/huggingface/fromHuggingFace";
import { PUBLISHED_NAMES, publishedModel } from "../../server/src/huggingface/published";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";
import { equal, hasRecords, inexpressible, published } from "./records";

/** What is said of a config that is meant to build a model: the severity, the text under it, and the message. */
function said(text: string, more: Partial<Parameters<typeof check>[0]> = {}) {
  const file = { path: "model.yml", document: readYaml(text) };
  return check({ files: [file], target: MAIN_TARGET, ...more })
    .findings.filter(({ rule }) => rule === "other-model-than-meant")
    .map(({ severity, span, message }) => [severity, text.slice(span.start, span.end), message]);
}

const config = (name: string) => {
  const json = publishedModel(name);
  const { values } = fromHuggingFace(json, { target: MAIN_TARGET });
  return `# neox-config: same-as ${name}\n${yamlOf(values ?? new Map())}`;
};

describe.skipIf(!hasRecords)(hasRecords ? "recorded models" : "skipped: no shared data", () => {
  test.each(equal)("$name: its config is not held to be another", ({ name, neox }) => {
    expect(said(`# neox-config: same-as ${name}\n${neox}`)).toEqual([]);
  });

  test.each(inexpressible)(
    "$name: of the nearest config only what NeoX cannot build is told",
    ({ name, nearest }) => {
      const severities = said(`# neox-config: same-as ${name}\n${nearest ?? ""}`).map(
        ([severity]) => severity,
      );
      const isTold = nearest !== null && publishedModel(name) !== "unconfirmed";
      expect(severities).toEqual(isTold ? ["information"] : []);
    },
  );

  test("the table has what was recorded", () => {
    expect([...PUBLISHED_NAMES].sort()).toEqual([...published.keys()].sort());
    for (const [name, { config, model_type }] of published) {
      const json = publishedModel(name);
      if (json !== "unconfirmed") expect({ ...config, model_type }).toMatchObject(json ?? {});
    }
  });
});

describe("a launch that is meant to build a model", () => {
  const PYTHIA = config("EleutherAI/pythia-70m");

  test("each key that makes another one is told, with the parameters of both", () => {
    const other = PYTHIA.replace("num_layers: 6", "num_layers: 8").replace(
      "rotary_pct: 0.25",
      "rotary_pct: 1.0",
    );
    const counts = "76,731,392 parameters here, 70,426,624 there.";
    expect(said(other.replace("[[[global], 6]]", "[[[global], 8]]"))).toEqual([
      ["warning", "8", `EleutherAI/pythia-70m is built with num_layers: 6: ${counts}`],
      ["warning", "1.0", `EleutherAI/pythia-70m is built with rotary_pct: 0.25: ${counts}`],
    ]);
  });

  test.each([
    ["the exact gelu", "bias_gelu_fusion: false", "bias_gelu_fusion: true", "true"],
    ["the epsilon", "layernorm_epsilon: 1.0e-5", "layernorm_epsilon: 1.0e-6", "1.0e-6"],
    ["tied weights", "no_weight_tying: true", "no_weight_tying: false", "false"],
    ["the residual", "gpt_j_residual: true", "gpt_j_residual: false", "false"],
    ["relative positions", "pos_emb: rotary", "pos_emb: rpe", "rpe"],
  ])("%s", (_, right, wrong, at) => {
    expect(said(PYTHIA.replace(right, wrong)).map(([, text]) => text)).toEqual([at]);
  });

  test("ranks share the rows of the vocabulary, and where they cannot, nobody can have them", () => {
    const divisor = "make_vocab_size_divisible_by";
    const split = `${PYTHIA}tokenizer_type: GPT2BPETokenizer\nmodel_parallel_size: 2\n`;
    expect(said(split)).toEqual([
      [
        "warning",
        "50304",
        `EleutherAI/pythia-70m is built with ${divisor}: 25152: 121,937,920 parameters here, 70,426,624 there.`,
      ],
    ]);
    expect(said(split.replace(`${divisor}: 50304`, `${divisor}: 25152`))).toEqual([]);
    const gpt2 = `${config("openai-community/gpt2")}tokenizer_type: GPT2BPETokenizer\n`;
    expect(said(gpt2)).toEqual([]);
    expect(said(`${gpt2}model_parallel_size: 2\n`)).toEqual([]);
  });

  test("the Hugging Face number of a gated width is a third of NeoX's", () => {
    const mistral = config("mistralai/Mistral-7B-v0.1").replace(
      "intermediate_size: 43008",
      "intermediate_size: 14336",
    );
    expect(said(mistral)).toEqual([
      [
        "warning",
        "14336",
        "mistralai/Mistral-7B-v0.1 is built with intermediate_size: 43008: 3,483,635,712 parameters here, 7,241,732,096 there.",
      ],
    ]);
  });

  test("an embedding of positions before Mamba is told, and what it does not read is not", () => {
    const mamba = config("state-spaces/mamba-130m-hf");
    expect(said(mamba.replace("pos_emb: none", "pos_emb: learned")).map(([, text]) => text)).toEqual([
      "learned",
    ]);
    expect(said(mamba.replace("pos_emb: none", "pos_emb: rotary"))).toEqual([]);
  });

  test("a longer use of rotary positions is no other model", () => {
    expect(said(PYTHIA.replace("max_position_embeddings: 2048", "max_position_embeddings: 4096"))).toEqual(
      [],
    );
  });

  test("numbers that nobody confirmed are held against nobody", () => {
    expect(
      said("# neox-config: same-as openai-community/gpt2-xl\nhidden_size: 8\nnum_attention_heads: 2\n"),
    ).toEqual([]);
  });

  test("a model in a folder, and a name that is nowhere", () => {
    const folder = PYTHIA.replace("EleutherAI/pythia-70m", "models/mine");
    const json = publishedModel("EleutherAI/pythia-70m");
    const models = new Map([["models/mine", { json: { ...Object(json), hidden_size: 256 }, bytes: 1 }]]);
    const loads = { datasets: new Map(), models };
    expect(said(folder, { loads }).map(([, text]) => text)).toEqual(["512"]);
    expect(said(folder)).toEqual([]);
    const nowhere = PYTHIA.replace("pythia-70m", "pythia-70");
    const absent = { datasets: new Map(), models: new Map([["EleutherAI/pythia-70", "absent" as const]]) };
    expect(said(nowhere, { loads: absent })).toEqual([
      [
        "information",
        "EleutherAI/pythia-70",
        "EleutherAI/pythia-70 is no published model that is known here. Did you mean EleutherAI/pythia-70m?",
      ],
    ]);
  });

  test("what describes no model", () => {
    const loads = { datasets: new Map(), models: new Map([["here", { json: {}, bytes: 2 }]]) };
    expect(said(`# neox-config: same-as here\n${PYTHIA}`, { loads }).map(([, , message]) => message)).toEqual(
      ["here describes no model: it has neither a known model_type nor known architectures."],
    );
  });
});
