import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CompletionItem } from "vscode-languageserver-types";
import { check } from "../../server/src/features/check";
import { commentCompletions } from "../../server/src/features/completion/comments";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { rules } from "../../server/src/rules/registry";
import { readYaml } from "../../server/src/yaml/read";

interface Asked {
  readonly trigger?: string;
  readonly isConfig?: boolean;
}

/** What is offered at the `|` of a text, in the order of the list, and the text with one of it. */
function complete(marked: string, { trigger, isConfig = true }: Asked = {}) {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const document = TextDocument.create("", "yaml", 0, text);
  const file = { path: "config.yml", document: readYaml(text) };
  const findings = isConfig ? check({ files: [file], target: MAIN_TARGET }).findings : undefined;
  const items = commentCompletions(document, document.positionAt(offset), findings, trigger);
  const sorted = items?.toSorted((a, b) => (String(a.sortText) < String(b.sortText) ? -1 : 1));
  const apply = (label: string) =>
    TextDocument.applyEdits(document, (items ?? []).filter((item) => item.label === label).flatMap(edits));
  return { items: sorted, labels: sorted?.map(({ label }) => label), apply };
}

function edits({ textEdit }: CompletionItem) {
  return textEdit !== undefined && "range" in textEdit ? [textEdit] : [];
}

const DIRECTIVES = ["ignore", "with", "same-as", "converts-with", "on", "off"].map(
  (name) => `neox-config: ${name}`,
);
/** The rule `hidden-size-heads` speaks on the second line. */
const BROKEN = "num_layers: 2\nhidden_size: 5120\nnum_attention_heads: 39\n";
const { findings } = check({
  files: [{ path: "config.yml", document: readYaml(BROKEN) }],
  target: MAIN_TARGET,
});
const reported = findings.map(({ rule }) => rule);
const messages = findings.map(({ message }) => message);

describe("what a comment of ours may say", () => {
  test.each([
    ["asked for in an empty comment", "# |", {}, DIRECTIVES],
    ["asked for behind a value", "seed: 1 #|", {}, DIRECTIVES],
    ["begun", "# neox|", {}, DIRECTIVES],
    ["begun, at the second word", "# neox-config: |", { trigger: " " }, DIRECTIVES],
    ["begun, in the second word", "# neox-config: o|", {}, ["neox-config: on", "neox-config: off"]],
    ["begun, in a text that is no config", "# neox-config: |\nfoo: 1\n", { isConfig: false }, DIRECTIVES],
    ["nothing unasked in a person's comment", "# |", { trigger: " " }, []],
    ["nothing in a person's comment", "# the model |", { trigger: " " }, []],
    ["nothing in a comment of another program", "# |\nfoo: 1\n", { isConfig: false }, []],
    ["nothing in a reason", "seed: 1 # neox-config: ignore amp-zero -- the |", { trigger: " " }, []],
    ["no comment", "num_layers: 2\n|", {}, undefined],
    ["a hash in a quoted value", 'data_path: "a # |"', {}, undefined],
    ["a hash in a word", "data_path: a#|", {}, undefined],
  ])("%s", (_, marked, asked, expected) => expect(complete(marked, asked).labels).toEqual(expected));

  test("a published model behind `same-as`", () => {
    const { labels, apply } = complete("# neox-config: same-as Eleuther|AI/x");
    expect(labels).toContain("EleutherAI/pythia-70m");
    expect(apply("EleutherAI/pythia-70m")).toBe("# neox-config: same-as EleutherAI/pythia-70m");
  });

  test("it replaces what is typed of it", () => {
    expect(complete("# neox|").apply("neox-config: on")).toBe("# neox-config: on");
    expect(complete("seed: 1 #|\n").apply("neox-config: ignore")).toBe("seed: 1 #neox-config: ignore \n");
  });

  test("a list opens behind those that take a name", () =>
    expect(complete("# |").items?.map(({ command }) => command?.command)).toEqual([
      "editor.action.triggerSuggest",
      "editor.action.triggerSuggest",
      "editor.action.triggerSuggest",
      "editor.action.triggerSuggest",
      undefined,
      undefined,
    ]));
});

describe("the converter that a model is meant for", () => {
  test("one of those that are known", () => {
    const { labels } = complete("# neox-config: converts-with |", { trigger: " " });
    expect(labels).toContain("convert_neox_to_hf");
    expect(complete("# neox-config: converts-with convert_n|").apply("convert_neox_to_hf")).toBe(
      "# neox-config: converts-with convert_neox_to_hf",
    );
  });

  test("its flags, but for those that stand there", () => {
    const { labels } = complete("# neox-config: converts-with convert_neox_to_hf --pad-token-id 1 --a|");
    expect(labels).toContain("--architecture");
    expect(labels).not.toContain("--pad-token-id");
  });
});

describe("the rules to ignore", () => {
  const all = rules
    .map(({ id }) => id)
    .filter((id) => id !== "yaml-syntax")
    .sort();
  const firstThoseOf = (first: readonly string[]) => [...first, ...all.filter((id) => !first.includes(id))];

  test("all, first what is reported on the line, with its message", () => {
    expect(reported).toEqual(["hidden-size-heads"]);
    const { items, labels } = complete(BROKEN.replace("5120", "5120 # neox-config: ignore |"));
    expect(labels).toEqual(firstThoseOf(reported));
    const told = items?.filter(({ labelDetails }) => labelDetails !== undefined);
    expect(told?.map(({ documentation }) => documentation)).toEqual(messages);
  });

  test("also on the line above, in the middle of a word, and asked for by a space", () => {
    const above = BROKEN.replace("hidden", "# neox-config: ignore |hidden-s\nhidden");
    expect(complete(above, { trigger: " " }).labels).toEqual(firstThoseOf(reported));
    expect(complete(above).apply("hidden-size-heads")).toBe(
      BROKEN.replace("hidden", "# neox-config: ignore hidden-size-heads\nhidden"),
    );
  });

  test("not those that the comment has already", () => {
    const marked = BROKEN.replace("5120", "5120 # neox-config: ignore hidden-size-heads | unknown-argument");
    const left = all.filter((id) => !["hidden-size-heads", "unknown-argument"].includes(id));
    expect(complete(marked).labels).toEqual(left);
  });
});
