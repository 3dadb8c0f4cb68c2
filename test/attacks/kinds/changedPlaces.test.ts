import { execFileSync } from "node:child_process";
import {
  chmodSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "vitest";
import { MENDABLE, MODEL, plant } from "../command";
import { count, lines } from "../repeat";
import { type ChangedEditor, editorOf } from "./changedEditor";

type Files = Readonly<Record<string, string>>;

/** A folder with a config that is open, and what becomes of the places around it. */
interface Changing {
  readonly files?: Files;
  readonly text?: string;
  readonly settings?: object;
  readonly become: (editor: ChangedEditor, at: (name: string) => string) => void | Promise<void>;
}

const PROJECT = ".neox-config.yml";
const LAUNCH = "launches: [{name: x, files: [a.yml, b.yml], gpus: 4}]\n";
const B = "seq_length: 8\nprecision: fp17\n";
const DATA = `${MODEL}tokenizer_type: GPT2BPETokenizer\nvocab_file: v/v.json\nmerge_file: v/m.txt\nload: ck\n`;
const times = (length: number, each: (index: number) => void) => {
  for (let index = 0; index < length; index++) each(index);
};
/** An editor's words for one place. */
const spelt = (editor: ChangedEditor, name: string) => {
  const uri = editor.uri(name);
  const [folder, file] = [uri.slice(0, uri.lastIndexOf("/")), uri.slice(uri.lastIndexOf("/") + 1)];
  return [
    `${folder}/./${file}`,
    `${folder}//${file}`,
    `${folder}/x/../${file}`,
    `${folder}/${file.replace(".", "%2E")}`,
    uri.replace("file:///", "file://localhost/"),
    uri.replace("file:///", "FILE:///"),
    `${uri}#L3`,
    `${uri}?x=1`,
  ];
};

const CHANGING: Readonly<Record<string, Changing>> = {
  "a repository that begins below a project file, and is none again": {
    files: { [PROJECT]: LAUNCH, "b.yml": B, "d/c.yml": MENDABLE, [`d/${PROJECT}`]: "gpus: 3\n" },
    become: (editor) => {
      editor.open("d/c.yml", MENDABLE);
      times(3, () => {
        editor.write("d/.git/HEAD", "ref: refs/heads/main\n");
        editor.askAll("d/c.yml");
        editor.write("d/.git", undefined);
        editor.write(`d/${PROJECT}`, undefined);
        editor.askAll("d/c.yml");
      });
    },
  },
  "one config under eight other names of its place, each with a text of its own": {
    files: { "b.yml": B, [PROJECT]: LAUNCH },
    become: (editor) => {
      const names = spelt(editor, "a.yml");
      for (const [index, name] of names.entries()) editor.open(name, `${MODEL}k${index}: 1\n`);
      editor.change("a.yml", MENDABLE);
      for (const name of names) editor.askAll(name);
      for (const name of names) editor.close(name);
    },
  },
  "a config that is closed by another name of its place": {
    files: { "b.yml": B, [PROJECT]: LAUNCH },
    become: (editor) => {
      editor.open("b.yml", `${B}k: 1\n`);
      for (const name of spelt(editor, "b.yml")) editor.close(name);
      editor.askAll("a.yml");
      editor.close("b.yml");
    },
  },
  "120 texts of one launch each with one companion, half of which are closed": {
    files: { "b.yml": B },
    text: `# neox-config: with b.yml\n${MODEL}`,
    become: (editor) => {
      times(120, (index) =>
        editor.open(`c${index}.yml`, `# neox-config: with b.yml\n${MODEL}k${index}: 1\n`),
      );
      editor.open("b.yml", "hidden_size: 7\n");
      times(60, (index) => editor.close(`c${index * 2}.yml`));
      editor.change("b.yml", "hidden_size: 70\nk: 1\n");
      times(60, (index) => editor.change(`c${index * 2 + 1}.yml`, MENDABLE));
      editor.close("b.yml");
      times(57, (index) => editor.close(`c${index * 2 + 1}.yml`));
    },
  },
  "files that are exchanged for others of the same size, by a rename": {
    files: {
      "v/v.json": '{"a":0}',
      "v/w.json": '{"b":1}',
      "v/m.txt": "#v\na b\n",
      "ck/latest": "global_step1",
    },
    text: DATA,
    become: (editor, at) => {
      times(5, () => {
        renameSync(at("v/v.json"), at("v/t"));
        renameSync(at("v/w.json"), at("v/v.json"));
        renameSync(at("v/t"), at("v/w.json"));
        editor.tell("v/v.json", "v/w.json");
        editor.askAll("a.yml");
      });
    },
  },
  "a file that is written where it is, in the size that it had": {
    files: { "v/v.json": '{"a":0}', "v/m.txt": "#v\na b\n", "ck/latest": "global_step1" },
    text: DATA,
    become: async (editor, at) => {
      for (const content of ['{"a":1', "[1,2,3]", '{"b":0}']) {
        await editor.ask("neoxConfig/launches", { uri: editor.uri("a.yml") });
        writeFileSync(at("v/v.json"), content.padEnd(7));
        writeFileSync(at("ck/latest"), content === "[1,2,3]" ? "global_step2" : "global_step1");
        editor.tell("v/v.json", "ck/latest");
        editor.askAll("a.yml");
      }
    },
  },
  "a folder to load that is a link to each of two in turn": {
    files: { "one/latest": "global_step1", "two/x": "", "one/global_step1/x": "" },
    text: `${MODEL}load: ck\n`,
    become: (editor, at) => {
      for (const folder of ["one", "two", "ck", "one", "nowhere", "two"]) {
        rmSync(at("ck"), { force: true });
        symlinkSync(folder, at("ck"));
        editor.tell("ck");
        editor.askAll("a.yml");
      }
    },
  },
  "a companion that nobody may read, and then everybody": {
    files: { "b.yml": B, [PROJECT]: LAUNCH },
    become: (editor, at) => {
      for (const mode of [0o000, 0o644, 0o200, 0o444]) {
        chmodSync(at("b.yml"), mode);
        editor.tell("b.yml");
        editor.askAll("a.yml");
      }
    },
  },
  "a companion that becomes a pipe, a folder, a link to a device, and is gone": {
    files: { "b.yml": B, [PROJECT]: LAUNCH },
    become: (editor, at) => {
      const kinds: readonly ((path: string) => void)[] = [
        (path) => void execFileSync("mkfifo", [path]),
        (path) => mkdirSync(path),
        (path) => symlinkSync("/dev/zero", path),
        (path) => symlinkSync("/dev/full", path),
        () => {},
      ];
      for (const make of kinds) {
        rmSync(at("b.yml"), { recursive: true, force: true });
        make(at("b.yml"));
        editor.tell("b.yml");
        editor.askAll("a.yml");
      }
    },
  },
  "a hostfile that is open, and never saved": {
    files: { hosts: "h1 slots=8\n" },
    text: `${MODEL}hostfile: ./hosts\ninclude: h1\n`,
    become: (editor) => {
      editor.open("hosts", "h1 slots=2\nh2 slots=x\n");
      editor.askAll("a.yml");
      editor.change("hosts", "");
      editor.askAll("a.yml");
      editor.close("hosts");
    },
  },
  "an ignore file that comes, is everything, and goes": {
    files: { "b.yml": B, [PROJECT]: LAUNCH },
    become: async (editor) => {
      for (const ignored of ["*\n", "!a.yml\n", "b.yml\n", undefined]) {
        editor.write(".neox-configignore", ignored);
        editor.write(".gitignore", ignored);
        await editor.ask("workspace/diagnostic", { previousResultIds: [] });
        editor.askAll("a.yml");
      }
    },
  },
  "patterns of files that take the config in, out, and stop": {
    files: { "b.yml": B, "c.txt": MENDABLE },
    become: (editor) => {
      editor.open("c.txt", MENDABLE);
      for (const files of [["*.txt"], ["!*"], ["**/a.yml"], ["["], ["{a,b}.yml"], [], ["**"], null]) {
        editor.set({ files });
        editor.askAll("a.yml");
        editor.askAll("c.txt");
      }
    },
  },
  "settings of another kind each time, then none": {
    files: { "b.yml": B, [PROJECT]: LAUNCH },
    become: (editor) => {
      for (const value of [null, 7, "x", [], {}, [[]], true, "../..", { a: 1 }]) {
        editor.set({
          target: value,
          launchDirectory: value,
          rules: value,
          files: value,
          gpus: value,
          hints: value,
        });
        editor.askAll("a.yml");
      }
      editor.set({});
    },
  },
  "a launch directory that moves among folders of the same names": {
    files: { "one/v/v.json": "{}", "two/v/m.txt": "", "v/v.json": "[" },
    text: DATA,
    become: (editor) => {
      for (const launchDirectory of ["one", "two", ".", "/", "one/..", "", "nowhere", "two"]) {
        editor.set({ launchDirectory });
        editor.askAll("a.yml");
      }
    },
  },
  "two folders that are one by a link, one of which goes": {
    files: { "d/c.yml": MENDABLE, "d/b.yml": B, [`d/${PROJECT}`]: "launches: [{files: [c.yml, b.yml]}]\n" },
    become: (editor, at) => {
      symlinkSync("d", at("e"));
      editor.folders(".", "d", "e");
      editor.open("d/c.yml", MENDABLE);
      editor.open("e/c.yml", MODEL);
      editor.askAll("e/c.yml");
      editor.write("d/b.yml", "hidden_size: 7\n");
      editor.close("d/c.yml");
      editor.folders("e");
      rmSync(at("d/b.yml"));
      editor.tell("e/b.yml", "d/b.yml");
    },
  },
  "a second name of a config, by which it is written": {
    files: { "b.yml": B, [PROJECT]: LAUNCH },
    become: (editor, at) => {
      linkSync(at("b.yml"), at("n.yml"));
      times(4, (index) => {
        writeFileSync(at("n.yml"), `${B}k${index}: 1\n`);
        editor.tell("n.yml", "b.yml");
        editor.askAll("a.yml");
      });
    },
  },
  "a script that becomes a config, and a config a script": {
    files: { "b.yml": B, "run.sh": "deepy.py train.py a.yml b.yml\n" },
    become: (editor, at) => {
      times(3, () => {
        renameSync(at("run.sh"), at("t"));
        renameSync(at("b.yml"), at("run.sh"));
        renameSync(at("t"), at("b.yml"));
        editor.tell("run.sh", "b.yml");
        editor.askAll("a.yml");
      });
    },
  },
  "1,500 notes of files that nobody names, around one that counts": {
    files: { "b.yml": B, [PROJECT]: LAUNCH },
    become: (editor, at) => {
      times(15, (index) => {
        editor.tell(...Array.from({ length: 100 }, (_, i) => `d${i}/${index}.yml`));
        plant(editor.folder, "b.yml", `${B}k${index}: 1\n`);
      });
      utimesSync(at("b.yml"), 1, 1);
      editor.tell("b.yml");
    },
  },
  "a project file that names itself, the config twice, and everything": {
    files: { "b.yml": B },
    become: (editor) => {
      for (const files of [`${PROJECT}`, "a.yml, a.yml, ./a.yml", "'*.yml'", "'**'", "b.yml, a.yml"]) {
        editor.write(PROJECT, `launches: [{name: x, files: [${files}]}]\nneox: {}\ngpus: [1]\n`);
        editor.askAll("a.yml");
      }
    },
  },
  "a project file in a folder above, then between, then beside": {
    files: { "d/e/c.yml": MENDABLE, "d/e/b.yml": B },
    become: (editor) => {
      editor.open("d/e/c.yml", MENDABLE);
      editor.write(PROJECT, "launches: [{files: [d/e/c.yml, d/e/b.yml]}]\nrules: {number-as-string: off}\n");
      editor.askAll("d/e/c.yml");
      editor.write(`d/${PROJECT}`, "launches: [{files: [e/c.yml]}]\ngpus: 7\n");
      editor.askAll("d/e/c.yml");
      editor.write(`d/e/${PROJECT}`, "x: [");
      editor.askAll("d/e/c.yml");
      editor.write(`d/${PROJECT}`, undefined);
    },
  },
  "texts of other schemes beside the file, which change and close": {
    files: { "b.yml": B, [PROJECT]: LAUNCH },
    become: (editor) => {
      const path = editor.uri("b.yml").slice("file://".length);
      const others = ["vscode-vfs://github", "vscode-notebook-cell:", "git:", "untitled:", "x:", "ssh://h"];
      for (const other of others) editor.open(`${other}${path}`, "hidden_size: 7\n");
      for (const other of others) editor.askAll(`${other}${path}`);
      for (const other of others) editor.change(`${other}${path}`, "x: [");
      for (const other of others.slice(1)) editor.close(`${other}${path}`);
    },
  },
  "a config of 20,000 keys that is closed while all is asked of it": {
    files: { "b.yml": B },
    become: (editor) => {
      times(4, (index) => {
        editor.open("c.yml", MODEL + lines(20_000, (i) => `k${i}: ${index}`));
        editor.askAll("c.yml");
        editor.close("c.yml");
        editor.askAll("a.yml");
      });
      editor.open("c.yml", MENDABLE);
    },
  },
  "a comment that names another companion with each change": {
    files: Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`b${i}.yml`, `hidden_size: ${i}\n`])),
    become: (editor) => {
      times(30, (index) => {
        editor.change("a.yml", `${count(index, (i) => `# neox-config: with b${i}.yml\n`)}${MODEL}`);
        editor.write(`b${index}.yml`, `k${index}: 1\n`);
        editor.askAll("a.yml");
      });
    },
  },
};

test.concurrent.for(Object.entries(CHANGING))(
  "%s",
  async ([, { files = {}, text = MODEL, settings, become }], { onTestFinished }) => {
    const editor = await editorOf({ "a.yml": text, ...files }, onTestFinished, settings);
    editor.open("a.yml", text);
    await become(editor, (name) => join(editor.folder, name));
    await editor.expectAsFresh();
  },
);
