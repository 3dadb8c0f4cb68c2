import { mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hostileFolder, MENDABLE, MODEL, plant } from "../command";
import { count } from "../repeat";
import { ChangedEditor, editorOf } from "./changedEditor";

type Files = Readonly<Record<string, string>>;

/** A folder, and what becomes of it and of the texts that are open. */
interface Changing {
  readonly files?: Files;
  readonly settings?: object;
  readonly become: (editor: ChangedEditor) => void | Promise<void>;
}

const PROJECT = ".neox-config.yml";
const SCRIPT = "python deepy.py train.py a.yml b.yml\n";
const LAUNCH = "launches: [{name: x, files: [a.yml, b.yml]}]\n";
const B = "seq_length: 8\nprecision: fp17\n";
const ARGUMENTS = "gpt/megatron/neox_arguments/arguments.py";
const NEOX_ARGS = "gpt/megatron/neox_arguments/neox_args.py";
const declared = (...names: readonly string[]) =>
  `@dataclass\nclass NeoXArgsModel(NeoXArgsTemplate):\n${names.map((name) => `    ${name}: int = None\n`).join("")}`;
const FORK = { [ARGUMENTS]: "from .neox_args import *\n", [NEOX_ARGS]: declared("num_layers", "own") };
const times = (length: number, each: (index: number) => void) => {
  for (let index = 0; index < length; index++) each(index);
};
const text = (a = MODEL) => ({ "a.yml": a, "b.yml": B });

const CHANGING: Readonly<Record<string, Changing>> = {
  "launches of a project file that is never saved": {
    files: { ...text(), [PROJECT]: "" },
    become: (editor) => {
      editor.open(PROJECT, LAUNCH);
      editor.askAll("a.yml");
      editor.change(PROJECT, "launches: [{name: y, files: [b.yml, a.yml], gpus: 3}]\n");
      editor.askAll("a.yml");
      editor.close(PROJECT);
    },
  },
  "a project file that breaks at each letter that is typed in it": {
    files: text(),
    become: (editor) => {
      const project = `rules: {wrong-type: off}\nneox: v2.0\n${LAUNCH}`;
      editor.open(PROJECT, "");
      times(project.length, (length) => editor.change(PROJECT, project.slice(0, length + 1)));
    },
  },
  "a project file that comes, is a folder, and is a file again": {
    files: text(),
    become: (editor) => {
      editor.write(PROJECT, LAUNCH);
      editor.askAll("a.yml");
      editor.write(PROJECT, undefined);
      editor.write(`${PROJECT}/a.yml`, MODEL);
      editor.askAll("a.yml");
      editor.write(PROJECT, `${LAUNCH}gpus: 3\n`);
    },
  },
  "a companion that is edited, closed and never saved": {
    files: text(`# neox-config: with b.yml\n${MODEL}`),
    become: (editor) => {
      editor.change("a.yml", `# neox-config: with b.yml\n${MODEL}`);
      editor.open("b.yml", `${B}hidden_size: 7\n`);
      editor.askAll("a.yml");
      editor.change("b.yml", "x: [");
      editor.close("b.yml");
    },
  },
  "a script that is edited, closed and never saved": {
    files: { ...text(), "run.sh": SCRIPT },
    become: async (editor) => {
      await editor.ask("neoxConfig/comparable", { uri: editor.uri("a.yml") });
      editor.open("run.sh", "deepy.py train.py b.yml a.yml\n");
      editor.askAll("a.yml");
      editor.change("run.sh", "");
      editor.close("run.sh");
    },
  },
  "a script that comes, launches others and goes": {
    files: { ...text(), "c.yml": "hidden_size: 7\n" },
    become: (editor) => {
      for (const launched of [
        "a.yml b.yml",
        "b.yml a.yml",
        "c.yml",
        "a.yml c.yml\ndeepy.py train.py a.yml b.yml",
      ]) {
        editor.write("run.sh", `deepy.py train.py ${launched}\n`);
        editor.askAll("a.yml");
      }
      editor.write("run.sh", undefined);
    },
  },
  "a script that goes with its folder while its launch is chosen, and comes again": {
    files: text(),
    become: async (editor) => {
      const uri = editor.uri("a.yml");
      editor.write("d/run.sh", "deepy.py train.py ../a.yml ../b.yml\n");
      await editor.ask("textDocument/codeLens", { textDocument: { uri } });
      const { result } = await editor.ask("neoxConfig/launches", { uri });
      const { launches } = result as { readonly launches: readonly { readonly id: string }[] };
      for (const { id } of launches) {
        editor.server.note("neoxConfig/selectLaunch", { uri, launch: id });
        editor.askAll("a.yml");
      }
      rmSync(join(editor.folder, "d"), { recursive: true });
      editor.tell("d/run.sh");
      editor.askAll("a.yml");
      editor.write("d/run.sh", "deepy.py train.py ../b.yml ../a.yml\n");
      editor.askAll("a.yml");
      editor.write("d", undefined);
    },
  },
  "a checkout that comes, has other arguments, and goes": {
    files: text(`${MODEL}own: 1\n`),
    settings: { target: "./gpt" },
    become: async (editor) => {
      editor.change("a.yml", `${MODEL}own: 1\nother: x\n`);
      for (const names of [["own"], ["own", "other"], ["other"], ["constructor"]]) {
        editor.write(ARGUMENTS, FORK[ARGUMENTS]);
        editor.write(NEOX_ARGS, declared("num_layers", ...names));
        await editor.ask("neoxConfig/checkout", { uri: editor.uri("a.yml") });
      }
      editor.write("gpt", undefined);
      editor.tell(ARGUMENTS, NEOX_ARGS);
    },
  },
  "a checkout that is moved away, and another that is linked in its place": {
    files: { ...text(`${MODEL}own: 1\n`), ...FORK, "other/x": "" },
    settings: { target: "./gpt" },
    become: async (editor) => {
      editor.change("a.yml", `${MODEL}own: 1\n`);
      await editor.ask("neoxConfig/checkout", { uri: editor.uri("a.yml") });
      renameSync(join(editor.folder, "gpt"), join(editor.folder, "old"));
      editor.tell(ARGUMENTS, NEOX_ARGS);
      editor.askAll("a.yml");
      symlinkSync("other", join(editor.folder, "gpt"));
      plant(editor.folder, `other/${ARGUMENTS.slice(4)}`, FORK[ARGUMENTS] ?? "");
      plant(editor.folder, `other/${NEOX_ARGS.slice(4)}`, declared("num_layers"));
      editor.tell(ARGUMENTS, NEOX_ARGS);
    },
  },
  "a NeoX that is another with each setting": {
    files: { ...text(), ...FORK },
    become: (editor) => {
      for (const target of ["v2.0", "./gpt", "nothing", "", "..", "/", "v1.0", "./gpt"]) {
        editor.set({ target });
        editor.askAll("a.yml");
      }
    },
  },
  "a hostfile whose hosts come and go": {
    files: text(),
    become: (editor) => {
      editor.change("a.yml", `${MODEL}hostfile: hosts\ninclude: h1\n`);
      for (const hosts of ["h1 slots=8\n", "h2 slots=4\n", "x", undefined, "h1 slots=2\nh3 slots=2\n"]) {
        editor.write("hosts", hosts);
        editor.askAll("a.yml");
      }
    },
  },
  "files that are named, and come, go and are folders": {
    files: text(),
    settings: { launchDirectory: "." },
    become: (editor) => {
      editor.change(
        "a.yml",
        `${MODEL}tokenizer_type: GPT2BPETokenizer\nvocab_file: v/v.json\nmerge_file: v/m.txt\ndata_path: d/d\nload: ck\n`,
      );
      for (const content of ["{}", undefined, '{"a": 1}', "[".repeat(9000)]) {
        for (const name of ["v/v.json", "v/m.txt", "d/d.bin", "d/d.idx"]) editor.write(name, content);
        editor.askAll("a.yml");
      }
      editor.write("v/v.json", undefined);
      editor.write("v/v.json/x", "");
    },
  },
  "a checkpoint whose step is another, nothing and a folder": {
    files: text(`${MODEL}load: ck\n`),
    settings: { launchDirectory: "." },
    become: (editor) => {
      editor.change("a.yml", `${MODEL}load: ck\n`);
      for (const step of ["global_step1", "global_step2\n", "", "../..", undefined, "global_step1"]) {
        editor.write("ck/latest", step);
        editor.write("ck/global_step1/configs/a.yml", `${MODEL}hidden_size: 64\n`);
        editor.askAll("a.yml");
      }
      editor.write("ck/latest", undefined);
      editor.write("ck/latest/x", "");
    },
  },
  "a model that is meant, and becomes another": {
    files: text(),
    become: (editor) => {
      editor.change("a.yml", `# neox-config: same-as m\n${MODEL}`);
      for (const model of ['{"model_type": "llama"}', "[]", '{"hidden_size": {}}', undefined]) {
        editor.write("m/config.json", model);
        editor.askAll("a.yml");
      }
      editor.write("m/config.json", '{"model_type": "gpt_neox", "hidden_size": 64, "num_hidden_layers": 2}');
    },
  },
  "an inner folder with a project file, that is opened and closed": {
    files: { ...text(), "d/c.yml": MENDABLE, [`d/${PROJECT}`]: "rules: {wrong-type: off}\n" },
    become: (editor) => {
      editor.open("d/c.yml", MENDABLE);
      times(9, (index) => {
        editor.folders(...(index % 2 === 0 ? [".", "d"] : ["."]));
        editor.askAll("d/c.yml");
      });
    },
  },
  "folders that all go while texts are open, and come again": {
    files: { ...text(), [PROJECT]: LAUNCH },
    become: (editor) => {
      times(6, () => {
        editor.folders();
        editor.askAll("a.yml");
        editor.folders("d", "nowhere", ".");
        editor.folders(".");
      });
    },
  },
  "a folder that is renamed while its config is open": {
    files: {
      ...text(),
      "d/c.yml": MENDABLE,
      "d/b.yml": B,
      [PROJECT]: "launches: [{files: [e/c.yml, e/b.yml]}]\n",
    },
    become: (editor) => {
      editor.open("d/c.yml", MENDABLE);
      editor.askAll("d/c.yml");
      renameSync(join(editor.folder, "d"), join(editor.folder, "e"));
      editor.close("d/c.yml");
      editor.open("e/c.yml", MENDABLE);
      editor.tell("d/c.yml", "d/b.yml", "e/c.yml", "e/b.yml");
    },
  },
  "60 open configs of one launch each, and their companion that changes": {
    files: {
      ...text(),
      [PROJECT]: `launches:\n${count(60, (i) => `- {name: l${i}, files: [c${i}.yml, b.yml]}\n`)}`,
    },
    become: (editor) => {
      editor.open("b.yml", B);
      times(60, (index) => {
        editor.write(`c${index}.yml`, MODEL);
        editor.open(`c${index}.yml`, MENDABLE);
        editor.change("b.yml", `${B}k${index}: 1\n`);
      });
      editor.change("b.yml", "hidden_size: 7\n");
      times(58, (index) => editor.close(`c${index}.yml`));
    },
  },
  "launches that are chosen in turn, until they are gone": {
    files: {
      ...text(),
      [PROJECT]: "launches: [{name: x, files: [a.yml, b.yml]}, {name: y, files: [a.yml], gpus: 3}]\n",
    },
    become: async (editor) => {
      const uri = editor.uri("a.yml");
      const { result } = await editor.ask("neoxConfig/launches", { uri });
      const { launches } = result as { readonly launches: readonly { readonly id: string }[] };
      expect(launches).toHaveLength(3);
      // One that stays, the config by itself, would stay chosen.
      const going = launches.slice(0, 2);
      for (const { id } of [...going, ...going, { id: "__proto__" }]) {
        editor.server.note("neoxConfig/selectLaunch", { uri, launch: id });
        editor.askAll("a.yml");
      }
      editor.write(PROJECT, "launches: [{name: z, files: [a.yml, b.yml]}]\n");
    },
  },
  "rules that the settings and the project file turn off in turn": {
    files: { ...text(), [PROJECT]: "" },
    become: (editor) => {
      editor.change("a.yml", `${MENDABLE}hidden_siz: 1\n`);
      times(8, (index) => {
        editor.set({ rules: { "unknown-argument": index % 2 ? "off" : "hint", constructor: "off" } });
        editor.write(PROJECT, index % 3 ? "rules: {number-as-text: off, __proto__: error}\n" : "");
        editor.askAll("a.yml");
      });
    },
  },
  "a config that is on the disk, and then only in the editor": {
    files: text(),
    become: (editor) => {
      editor.write(PROJECT, LAUNCH);
      editor.open("b.yml", B);
      editor.write("b.yml", undefined);
      editor.write("a.yml", undefined);
      editor.askAll("a.yml");
      rmSync(editor.folder, { recursive: true });
      mkdirSync(editor.folder);
      editor.tell(PROJECT, "a.yml", "b.yml");
    },
  },
  "links that lead to one file, to another, and in a circle": {
    files: { ...text(`# neox-config: with l.yml\n${MODEL}`), "c.yml": "hidden_size: 7\n" },
    become: (editor) => {
      editor.change("a.yml", `# neox-config: with l.yml\n${MODEL}`);
      for (const target of ["b.yml", "c.yml", "l.yml", "/dev/zero", "c.yml"]) {
        rmSync(join(editor.folder, "l.yml"), { force: true });
        symlinkSync(target, join(editor.folder, "l.yml"));
        editor.tell("l.yml");
        editor.askAll("a.yml");
      }
    },
  },
  "a text that has no file, and is saved as one of a launch": {
    files: { ...text(), [PROJECT]: "launches: [{name: x, files: [a.yml, new.yml]}]\n" },
    become: (editor) => {
      editor.open("untitled:Untitled-1", MENDABLE);
      editor.askAll("untitled:Untitled-1");
      editor.close("untitled:Untitled-1");
      editor.write("new.yml", MENDABLE);
      editor.open("new.yml", MENDABLE);
    },
  },
  "the last version of a config beside the one that is open": {
    files: { ...text(), [PROJECT]: LAUNCH },
    become: (editor) => {
      const old = `git:${editor.uri("a.yml").slice("file://".length)}?%7B%22ref%22%3A%22~%22%7D`;
      editor.open(old, MENDABLE);
      editor.askAll(old);
      editor.change("a.yml", MENDABLE);
      editor.askAll("a.yml");
    },
  },
};

test.concurrent.for(Object.entries(CHANGING))(
  "%s",
  async ([, { files = {}, settings, become }], { onTestFinished }) => {
    const editor = await editorOf(files, onTestFinished, settings);
    editor.open("a.yml", files["a.yml"] ?? MODEL);
    await become(editor);
    await editor.expectAsFresh();
  },
);

test("2,000 notes of one folder that comes and goes, in an editor of three", async ({ onTestFinished }) => {
  const folder = hostileFolder({ ...text(), "d/c.yml": MODEL, "e/c.yml": MODEL }, onTestFinished);
  const editor = await new ChangedEditor(folder, onTestFinished, [".", "d", "e"]).start();
  editor.open("d/c.yml", MENDABLE);
  times(1000, () => {
    editor.folders(".", "e");
    editor.folders(".", "e", "d");
  });
  await editor.expectAsFresh();
});
