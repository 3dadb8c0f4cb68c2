import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { lookInLaunchFolder } from "../../server/src/cli/launchFolder";
import { Workplace } from "./command";

/** The files that a text names and that are missing, where it runs in `folder`. */
async function absentFrom(folder: string, text: string): Promise<readonly string[]> {
  const config = { path: "model.yml", text };
  const { absentFiles = [] } = await lookInLaunchFolder([config], {}, { cwd: folder });
  return [...absentFiles];
}

it("tells files that are missing from a folder that exists, and nothing of other paths", async () => {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-"));
  mkdirSync(join(folder, "data"));
  writeFileSync(join(folder, "data/text.bin"), "");
  const text = `data_path: data/text
valid_data_paths: [data/text, elsewhere/text]
load: data/checkpoints
vocab_file: elsewhere/vocab.json
merge_file: s3://bucket/data/merges.txt
sample_input_file: $HOME/data/prompts.txt
hostfile: hosts
`;
  expect(await absentFrom(folder, text)).toEqual(["data/text.idx"]);
  const finetuning = `${text}finetune: true\n`;
  expect(await absentFrom(folder, finetuning)).toEqual(["data/checkpoints", "data/text.idx"]);
});

it("takes a folder that is on every machine for no sign that the file should be here", async () => {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-"));
  const text = "hostfile: ./hosts\ndata_path: /no_such_data\nvocab_file: ../no_such_vocabulary.json\n";
  expect(await absentFrom(folder, text)).toEqual([]);
});

it("tells the checkpoint that iteration asks for when its folder is there, and none of an empty load", async () => {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-"));
  mkdirSync(join(folder, "checkpoints"));
  const absent = (text: string) => absentFrom(folder, text);
  expect(await absent("load: checkpoints/\niteration: 4000\n")).toEqual(["checkpoints/global_step4000"]);
  expect(await absent("load: elsewhere\niteration: 4000\n")).toEqual([]);
  expect(await absent('load: ""\niteration: 4000\n')).toEqual([]);
});

const CONFIG = "hidden_size: 64\nvocab_file: data/vocab.json\nmerge_file: data/merges.txt\n";
const FILES = { "config.yml": CONFIG, "data/merges.txt": "", "run/data/vocab.json": "" };

let workplace: Workplace | undefined;
afterEach(() => workplace?.remove());

/** The messages about missing files that the command prints as JSON. */
async function missed(args: readonly string[], files: Readonly<Record<string, string>> = {}, stdin = "") {
  workplace = await Workplace.with({ ...FILES, ...files });
  const { stdout } = await workplace.command([...args, "--format", "json"], stdin);
  const { diagnostics } = JSON.parse(stdout);
  return diagnostics
    .filter((it: { rule: string }) => it.rule === "file-not-found")
    .map((it: { message: string }) => it.message);
}

const VOCABULARY = ["data/vocab.json is not there, though its folder is."];
const MERGES = ["data/merges.txt is not there, though its folder is."];
const LINE = `${JSON.stringify({ files: ["config.yml"] })}\n`;

it.each<[string, readonly string[], string]>([
  ["one launch", ["check", "config.yml"], ""],
  ["each file", ["check", "--each", "config.yml"], ""],
  ["a stream of launches", ["check", "--launches", "-"], LINE],
])("%s is looked at where the command runs, or where the option says", async (_, args, stdin) => {
  expect(await missed(args, {}, stdin)).toEqual(VOCABULARY);
  expect(await missed([...args, "--launch-directory", "run"], {}, stdin)).toEqual(MERGES);
  const project = { ".neox-config.yml": "launchDirectory: run\n" };
  expect(await missed(args, project, stdin)).toEqual(MERGES);
});
