import {
  copyFileSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "vitest";
import { hostileFolder, MENDABLE, MODEL, plant } from "../command";
import { count } from "../repeat";
import { ChangedEditor } from "./changedEditor";

/** A folder with one open text, and what becomes of it by other names than those that are asked about. */
interface Changing {
  readonly files?: Readonly<Record<string, string>>;
  /** Of `a.yml`. */
  readonly text?: string;
  readonly prepare?: (at: (name: string) => string) => void;
  readonly settings?: object;
  readonly folders?: readonly string[];
  readonly become: (editor: ChangedEditor, at: (name: string) => string) => void | Promise<void>;
}

const PROJECT = ".neox-config.yml";
const LAUNCH = "launches: [{name: x, files: [a.yml, b.yml]}]\n";
const B = "seq_length: 8\nprecision: fp17\n";
const ARGUMENTS = "megatron/neox_arguments/arguments.py";
const NEOX_ARGS = "megatron/neox_arguments/neox_args.py";
const declared = (...names: readonly string[]) =>
  `@dataclass\nclass NeoXArgsModel(NeoXArgsTemplate):\n${names.map((name) => `    ${name}: int = None\n`).join("")}`;
const times = (length: number, each: (index: number) => void) => {
  for (let index = 0; index < length; index++) each(index);
};

const CHANGING: Readonly<Record<string, Changing>> = {
  "a folder of scripts behind a link, told by its own name": {
    files: { "real/run.sh": "python deepy.py train.py a.yml b.yml\n", "b.yml": B },
    prepare: (at) => symlinkSync("real", at("scripts")),
    become: async (editor) => {
      await editor.ask("neoxConfig/launches", { uri: editor.uri("a.yml") });
      editor.write("real/run.sh", "python deepy.py train.py b.yml a.yml\n");
    },
  },
  "a checkpoint behind two links, told by its own name": {
    files: { "real/latest": "global_step1", "real/global_step1/x": "" },
    text: `${MODEL}load: ck\n`,
    prepare: (at) => {
      symlinkSync("real", at("step"));
      symlinkSync("step", at("ck"));
    },
    become: async (editor) => {
      await editor.ask("neoxConfig/launches", { uri: editor.uri("a.yml") });
      editor.write("real/latest", "global_step9");
      editor.askAll("a.yml");
      editor.write("real/latest", undefined);
    },
  },
  "a companion that is a link, told by what it leads to": {
    files: { "real/b.yml": B, [PROJECT]: LAUNCH },
    prepare: (at) => symlinkSync("real/b.yml", at("b.yml")),
    become: async (editor) => {
      await editor.ask("neoxConfig/effective", { uri: editor.uri("a.yml") });
      editor.write("real/b.yml", "seq_length: 9\n");
    },
  },
  "a companion with two names of one file, told by the other": {
    files: { "real/b.yml": B, [PROJECT]: LAUNCH },
    prepare: (at) => linkSync(at("real/b.yml"), at("b.yml")),
    become: async (editor, at) => {
      await editor.ask("neoxConfig/effective", { uri: editor.uri("a.yml") });
      writeFileSync(at("real/b.yml"), "seq_length: 9\n");
      editor.tell("real/b.yml");
    },
  },
  "a launch of a file and a link to it, told by the link": {
    files: { "b.yml": B, [PROJECT]: "launches: [{name: x, files: [a.yml, b.yml, l.yml]}]\n" },
    prepare: (at) => symlinkSync("b.yml", at("l.yml")),
    become: async (editor, at) => {
      await editor.ask("neoxConfig/effective", { uri: editor.uri("a.yml") });
      writeFileSync(at("b.yml"), "seq_length: 9\n");
      editor.tell("l.yml");
    },
  },
  "a checkout that is a link, told by what it leads to": {
    files: {
      [`real/${ARGUMENTS}`]: "from .neox_args import *\n",
      [`real/${NEOX_ARGS}`]: declared("num_layers", "own"),
    },
    text: `${MODEL}own: 1\n`,
    settings: { target: "./gpt" },
    prepare: (at) => symlinkSync("real", at("gpt")),
    become: async (editor) => {
      await editor.ask("neoxConfig/checkout", { uri: editor.uri("a.yml") });
      editor.write(`real/${NEOX_ARGS}`, declared("num_layers", "another"));
    },
  },
  "a hostfile that is a link, told by what it leads to": {
    files: { "real/hostfile": "h1 slots=8\n" },
    text: `${MODEL}hostfile: ./hostfile\ntrain_batch_size: 24\n`,
    prepare: (at) => symlinkSync("real/hostfile", at("hostfile")),
    become: async (editor) => {
      await editor.ask("neoxConfig/report", { uri: editor.uri("a.yml") });
      editor.write("real/hostfile", "h1 slots=6\n");
    },
  },
  "a project file that is a link, told by what it leads to": {
    files: { "real/p.yml": "gpus: 2\n", "b.yml": B },
    prepare: (at) => symlinkSync("real/p.yml", at(PROJECT)),
    become: async (editor) => {
      await editor.ask("neoxConfig/report", { uri: editor.uri("a.yml") });
      editor.write("real/p.yml", LAUNCH);
    },
  },
  "a text that is open by a link, and what the link leads to open as another": {
    files: { "real/a.yml": MODEL, "b.yml": B },
    prepare: (at) => symlinkSync("real/a.yml", at("l.yml")),
    become: (editor) => {
      editor.open("l.yml", MENDABLE);
      editor.open("real/a.yml", `${MODEL}x: 1\n`);
      editor.change("real/a.yml", `${MENDABLE}y: 2\n`);
      editor.askAll("l.yml");
      editor.close("real/a.yml");
      editor.write("real/a.yml", MODEL);
    },
  },
  "a text that is opened again while it is open": {
    files: { "b.yml": B, [PROJECT]: LAUNCH },
    become: (editor) => {
      times(20, (index) => editor.open("a.yml", index % 2 ? MODEL : MENDABLE));
      editor.askAll("a.yml");
    },
  },
  "a text that is closed twice, changed while it is closed, and opened": {
    files: { "b.yml": B, [PROJECT]: LAUNCH },
    become: (editor) => {
      editor.close("a.yml");
      editor.close("a.yml");
      editor.server.note("textDocument/didChange", {
        textDocument: { uri: editor.uri("a.yml"), version: 9 },
        contentChanges: [{ text: MENDABLE }],
      });
      editor.askAll("a.yml");
      editor.open("a.yml", `${MODEL}x: 1\n`);
    },
  },
  "versions that go backwards, stay, and are none": {
    become: (editor) => {
      for (const version of [5, 3, 3, -1, null, 0, 2 ** 53, 1]) {
        editor.server.note("textDocument/didChange", {
          textDocument: { uri: editor.uri("a.yml"), version },
          contentChanges: [{ text: MENDABLE }],
        });
        editor.askAll("a.yml");
      }
      editor.change("a.yml", `${MODEL}x: 1\n`);
    },
  },
  "a companion that is opened by a name in escapes, changed and closed": {
    files: { "b.yml": B, [PROJECT]: LAUNCH },
    become: (editor) => {
      const escaped = editor.uri("b.yml").replace("b.yml", "%62.%79ml");
      editor.open(escaped, "hidden_size: 7\n");
      editor.askAll("a.yml");
      editor.change(escaped, "hidden_size: 9\n");
      editor.askAll("a.yml");
      editor.close(escaped);
      editor.open("b.yml", "seq_length: 9\n");
      editor.open(escaped, "seq_length: 11\n");
      editor.close(escaped);
    },
  },
  "a config beside its own name with a query and a fragment": {
    become: (editor) => {
      const own = editor.uri("a.yml");
      for (const end of ["?x", "#y", "?x#y", "/", "//", "/."]) {
        editor.open(`${own}${end}`, MENDABLE);
        editor.change(`${own}${end}`, "x: [");
        editor.askAll("a.yml");
        editor.close(`${own}${end}`);
      }
    },
  },
  "folders in each other that are opened and closed in any order": {
    files: {
      [PROJECT]: "gpus: 2\n",
      [`d/${PROJECT}`]: "gpus: 3\n",
      [`d/e/${PROJECT}`]: "gpus: 4\n",
      "d/e/c.yml": MODEL,
    },
    become: (editor) => {
      editor.open("d/e/c.yml", `${MODEL}train_batch_size: 24\n`);
      for (const names of [["."], ["d/e"], [".", "d/e", "d"], ["d"], [], ["d", "."], ["d/e", "."], ["."]]) {
        editor.folders(...names);
        editor.askAll("d/e/c.yml");
      }
    },
  },
  "40 folders of one launch each, of which 39 go": {
    files: Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        [`d${i}/${PROJECT}`, `launches: [{name: x, files: [a.yml, ../b.yml], gpus: ${i + 1}}]\n`],
        [`d${i}/a.yml`, MODEL],
      ]).flat(),
    ),
    folders: Array.from({ length: 40 }, (_, i) => `d${i}`),
    become: (editor) => {
      editor.open("d7/a.yml", MODEL);
      times(39, (index) => {
        editor.folders(...Array.from({ length: 39 - index }, (_, i) => `d${i + 1}`).reverse());
        if (index % 9 === 0) editor.askAll("d7/a.yml");
      });
      editor.folders("d7", "d0");
    },
  },
  "a target that is spelt in ten ways": {
    files: {
      [`gpt/${ARGUMENTS}`]: "from .neox_args import *\n",
      [`gpt/${NEOX_ARGS}`]: declared("num_layers", "own"),
    },
    text: `${MODEL}own: 1\n`,
    become: (editor, at) => {
      const names = [
        "gpt",
        "./gpt",
        "gpt/",
        "./gpt//",
        "././gpt/.",
        "x/../gpt",
        at("gpt"),
        "main",
        "gpt/megatron",
        "%67pt",
        "~/gpt",
        "",
        "gpt\0",
        "./gpt",
      ];
      for (const target of names) {
        editor.set({ target });
        editor.askAll("a.yml");
      }
    },
  },
  "a link for a folder of data that leads to each of three": {
    files: { "one/x.bin": "a", "one/x.idx": "b", "two/x.bin": "a", "three/y.txt": "" },
    text: `${MODEL}train_data_paths: [d/x]\nvalid_data_paths: [d/x]\ntest_data_paths: [d/x]\n`,
    become: (editor, at) => {
      for (const name of ["one", "two", "three", "nowhere", "d", "two", "one"]) {
        rmSync(at("d"), { force: true });
        symlinkSync(name, at("d"));
        editor.tell("d");
        editor.askAll("a.yml");
      }
    },
  },
  "files of one size and one time in each other's place": {
    files: {
      "b.yml": "hidden_size: 7\n",
      "c.yml": "hidden_size: 9\n",
      [PROJECT]: LAUNCH,
      "v.txt": "{}",
      "w.txt": "[]",
    },
    text: `${MODEL}tokenizer_type: HFTokenizer\nvocab_file: v.txt\n`,
    become: (editor, at) => {
      times(6, (index) => {
        for (const [one, other] of [
          ["b.yml", "c.yml"],
          ["v.txt", "w.txt"],
        ] as const) {
          renameSync(at(one), at("t"));
          renameSync(at(other), at(one));
          renameSync(at("t"), at(other));
          utimesSync(at(one), 1e9, 1e9);
          utimesSync(at(other), 1e9, 1e9);
        }
        editor.tell("b.yml", "c.yml", "v.txt", "w.txt");
        if (index % 2) editor.askAll("a.yml");
      });
      editor.tell("b.yml");
    },
  },
  "a config that is removed and comes again as a link to its copy, while it is open": {
    files: { "a.yml": MODEL, "b.yml": B, [PROJECT]: LAUNCH },
    become: (editor, at) => {
      copyFileSync(at("a.yml"), at("old.yml"));
      rmSync(at("a.yml"));
      editor.tell("a.yml");
      editor.askAll("a.yml");
      symlinkSync("old.yml", at("a.yml"));
      editor.tell("a.yml", "old.yml");
      editor.askAll("a.yml");
      editor.close("a.yml");
      editor.write("old.yml", MENDABLE);
      editor.open("a.yml", MENDABLE);
    },
  },
  "a companion that is cut, grown and cut while it is read": {
    files: { "b.yml": B + count(20_000, (i) => `k${i}: 1\n`), [PROJECT]: LAUNCH },
    become: (editor, at) => {
      times(6, (index) => {
        truncateSync(at("b.yml"), index % 2 ? 200_000 : 14);
        editor.tell("b.yml");
        editor.askAll("a.yml");
      });
      editor.write("b.yml", B);
    },
  },
  "a launch that is chosen, gone, and chosen again under its name": {
    files: { "b.yml": B, [PROJECT]: LAUNCH },
    become: (editor) => {
      const uri = editor.uri("a.yml");
      editor.server.note("neoxConfig/selectLaunch", { uri, launch: "nothing" });
      editor.server.note("neoxConfig/selectLaunch", { uri, launch: "__proto__" });
      editor.server.note("neoxConfig/selectLaunch", { uri, launch: null });
      editor.write(PROJECT, "launches: [{name: y, files: [b.yml, a.yml]}]\n");
      editor.askAll("a.yml");
      editor.server.note("neoxConfig/selectLaunch", { uri: "file:///none/x.yml", launch: "x" });
      editor.write(PROJECT, LAUNCH);
    },
  },
  "questions that are given up before, while and after they are answered": {
    files: { "b.yml": B, [PROJECT]: LAUNCH },
    text: MODEL + count(3000, (i) => `k${i}: 1\n`),
    become: (editor) => {
      times(40, (index) => {
        for (const id of [`q${index * 3}`, `q${index * 3 + 1}`, index, null, {}, `q${index}`])
          editor.server.note("$/cancelRequest", { id });
        void editor.ask("textDocument/diagnostic", { textDocument: { uri: editor.uri("a.yml") } });
        void editor.ask("neoxConfig/report", { uri: editor.uri("a.yml") });
        void editor.ask("textDocument/completion", {
          textDocument: { uri: editor.uri("a.yml") },
          position: { line: 3, character: 3 },
        });
      });
      editor.change("a.yml", MENDABLE);
    },
  },
  "a data set whose two halves come one after the other, and go": {
    files: { "d/y": "" },
    text: `${MODEL}train_data_paths: [d/x]\nvalid_data_paths: [d/x]\ntest_data_paths: [d/x]\n`,
    become: (editor) => {
      for (const [name, content] of [
        ["d/x.bin", ""],
        ["d/x.idx", ""],
        ["d/x.bin", undefined],
        ["d/x.bin", "b"],
        ["d/x.idx", undefined],
        ["d/x.idx/z", ""],
        ["d", undefined],
      ] as const) {
        editor.write(name, content);
        editor.askAll("a.yml");
      }
    },
  },
  "what is not told of, until a text is saved": {
    files: { "b.yml": B, [PROJECT]: LAUNCH, h: "h1 slots=8\n", "c/latest": "global_step1" },
    text: `${MODEL}hostfile: ./h\nload: c\n`,
    become: async (editor, at) => {
      await editor.ask("neoxConfig/launches", { uri: editor.uri("a.yml") });
      writeFileSync(at("b.yml"), "hidden_size: 7\n");
      writeFileSync(at("h"), "h1 slots=2\n");
      writeFileSync(at("c/latest"), "global_step2");
      mkdirSync(at("c/global_step2"));
      writeFileSync(at(PROJECT), "launches: [{name: y, files: [b.yml, a.yml]}]\n");
      editor.server.note("textDocument/didSave", { textDocument: { uri: editor.uri("a.yml") } });
    },
  },
};

test.concurrent.for(Object.entries(CHANGING))(
  "%s",
  async ([, { files = {}, text = MODEL, prepare, settings, folders, become }], { onTestFinished }) => {
    const folder = hostileFolder(files, onTestFinished);
    const at = (name: string) => join(folder, name);
    plant(folder, "a.yml", text);
    prepare?.(at);
    const editor = await new ChangedEditor(folder, onTestFinished, folders).start(settings);
    editor.open("a.yml", text);
    await become(editor, at);
    await editor.expectAsFresh();
  },
);
