import { expect, test } from "vitest";
import { check } from "../../../server/src/features/check";
import type { Script } from "../../../server/src/launch/launch";
import { parseTarget } from "../../../server/src/launch/parseTarget";
import { UNKNOWN_TARGET } from "../../../server/src/launch/target";
import { EXAMPLE_MODEL } from "../../../server/src/rules/kit/exampleModel";
import { readYaml } from "../../../server/src/yaml/read";

const TRAINED = `${EXAMPLE_MODEL}train_iters: 2000
data_path: data/text_document
optimizer: {type: Adam, params: {lr: 0.0004}}
zero_optimization: {stage: 1}
`;
const LOADED = "load: out\n";
const GENERATES = "text_gen_type: chat\nnum_samples: 0\n";

/** What is said of generating text by these files, above a hint. */
function said(files: Readonly<Record<string, string>>, neox?: string, script?: Script): readonly string[] {
  const { findings } = check({
    files: Object.entries(files).map(([path, text]) => ({ path, document: readYaml(text) })),
    target: (neox === undefined ? undefined : parseTarget(neox)) ?? UNKNOWN_TARGET,
    scope: "launch",
    gpus: 8,
    ...(script && { script }),
  });
  return findings
    .filter(({ phase, severity }) => phase === "generate" && severity !== "hint")
    .map(({ rule, severity }) => `${severity}: ${rule}`);
}

test.each(["main", "2023-09-01", undefined])(
  "a training that goes on, with keys of a generation left over, is told of them as information alone (%s)",
  (neox) => {
    const told = said({ "model.yml": TRAINED + LOADED + GENERATES }, neox);
    expect(told).toContain("information: text-gen-type-unknown");
    expect(told.filter((it) => !it.startsWith("information: "))).toEqual([]);
  },
);

test("nothing sets its ZeRO stage to 0", () => {
  const text = `${TRAINED}${LOADED}text_gen_type: unconditional\n`;
  const { findings } = check({
    files: [{ path: "model.yml", document: readYaml(text) }],
    target: parseTarget("2023-09-01") ?? UNKNOWN_TARGET,
    scope: "launch",
  });
  const serious = findings.filter(({ severity }) => severity === "error" || severity === "warning");
  expect(serious.map(({ rule }) => rule)).toEqual([]);
});

test("its optimizer is nobody's stand-in", () => {
  const offloaded = `${EXAMPLE_MODEL}train_iters: 2000\ndata_path: data/text_document\n${LOADED}
text_gen_type: unconditional
zero_optimization: {stage: 1, offload_optimizer: {device: cpu}}
optimizer: {type: cpu_adam, params: {lr: 0.0004}}
`;
  const { findings } = check({
    files: [{ path: "model.yml", document: readYaml(offloaded) }],
    target: parseTarget("main") ?? UNKNOWN_TARGET,
    scope: "launch",
  });
  expect(findings.map(({ rule }) => rule)).not.toContain("zero-offload-needs-cpu-adam");
});

test("a file of its own is of a generation for certain", () => {
  const told = said({ "model.yml": TRAINED, "text_generation.yml": LOADED + GENERATES }, "2023-09-01");
  expect(told).toEqual(
    expect.arrayContaining(["warning: inference-zero-stage", "warning: text-gen-type-unknown"]),
  );
});

test("so is a launch that is said to start generate.py", () => {
  const text = TRAINED + LOADED + GENERATES;
  expect(said({ "model.yml": text }, "main", "generate.py")).toContain("error: text-gen-type-unknown");
  expect(said({ "model.yml": text }, "main", "train.py")).toEqual([]);
  expect(said({ "model.yml": TRAINED + GENERATES }, "main", "generate.py")).toContain(
    "error: inference-needs-load",
  );
});
