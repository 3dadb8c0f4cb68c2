import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { beginningItems } from "../../server/src/features/completion/beginnings";
import { newConfig } from "../../server/src/features/newConfig/newConfig";
import { MODEL_SIZES } from "../../server/src/features/newConfig/sizes";
import { isNeoxConfig } from "../../server/src/features/recognise";
import { numbersOf } from "../../server/src/features/report/numbers";
import { check } from "../../server/src/index";
import { readYaml } from "../../server/src/yaml/read";
import { launchOf } from "../model/launchOf";

const KINDS = ["training", "finetuning", "generation"] as const;
const ALL = KINDS.flatMap((kind) => MODEL_SIZES.map((size) => [kind, size.name, size] as const));

/** The text once every tab stop is left as it is. */
function plain(snippet: string): string {
  return snippet.replace(/\$\{\d+:([^}]*)\}/g, "$1");
}

test.each(ALL)("a %s of %s: nothing is found, for whichever NeoX and however many GPUs", (kind, _, size) => {
  const files = [{ path: "new.yml", text: plain(newConfig(kind, size)) }];
  for (const options of [{}, { gpus: 8 }, { neox: "main", gpus: 8 }, { neox: "2024-10-31", gpus: 64 }])
    expect(check(files, options).diagnostics.map(({ message }) => message)).toEqual([]);
});

test.each(MODEL_SIZES.map((size) => [size.name, size] as const))(
  "the model of %s has its name's size",
  (name, size) => {
    const text = plain(newConfig("training", size));
    const total = numbersOf(launchOf(text), { vocabularySize: 50_277 })?.parameters.total ?? 0;
    const named = Number.parseFloat(name) * (name.endsWith("B") ? 1e9 : 1e6);
    expect(Math.abs(total / named - 1)).toBeLessThan(0.05);
  },
);

test("a training that a launch of another place joins", () => {
  const [size] = MODEL_SIZES;
  if (size === undefined) throw new Error("no sizes");
  const training = plain(newConfig("training", size)).replace(
    /^(data_path|vocab_file|save|checkpoint_factor):.*\n/gm,
    "",
  );
  const files = [
    { path: "model.yml", text: training },
    { path: "place.yml", text: plain(newConfig("launch", size)) },
  ];
  expect(check(files, { neox: "main", gpus: 8 }).diagnostics).toEqual([]);
});

test("each is recognised as what it is", () => {
  for (const [kind, , size] of ALL) {
    const text = plain(newConfig(kind, size));
    expect(isNeoxConfig({ text, path: "new.yml", read: () => readYaml(text) })).toBe(true);
  }
});

test.each([
  ["neox", true],
  ["# our team\n\nne", true],
  ["neox-gen", true],
  ["", false],
  ["name", false],
  ["name: build\nneox", false],
  ["neox: ", false],
])("%j begins whole configs: %s", (text, isOffered) => {
  const document = TextDocument.create("", "yaml", 0, text);
  const items = beginningItems(document, document.positionAt(text.length));
  const labels = ["neox-training", "neox-finetuning", "neox-generation", "neox-launch"];
  expect(items.map(({ label }) => label)).toEqual(isOffered ? labels : []);
});
