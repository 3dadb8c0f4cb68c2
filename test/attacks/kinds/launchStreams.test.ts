import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { neoxArgs } from "../checkouts";
import { attacked, hostileFolder, MENDABLE, MODEL, textOf } from "../command";
import { count } from "../repeat";
import { type Attack, carryOut } from "./attack";

/** Lines for `--launches -`, beside one config. */
const lines = (stdin: string | Uint8Array, ...more: readonly string[]): Attack => ({
  files: { "a.yml": MENDABLE },
  args: ["check", "--launches", "-", ...more],
  stdin,
  afterwards: (folder) => expect(textOf(folder, "a.yml")).toBe(MENDABLE),
});
const line = (value: unknown) => lines(`${JSON.stringify(value)}\n`);
const given = (text: string, more: object = {}) => line({ files: [{ name: "a.yml", text }], ...more });

const ORDER = "\u001b[31m\n::add-mask::x\u202e##vso[task.x]";

carryOut({
  "more GPUs than atoms": given(MODEL, { gpus: Number.MAX_SAFE_INTEGER }),
  "GPUs of parts": given(MODEL, { gpus: 1.5 }),
  "GPUs beyond counting": lines('{"gpus":1e999,"files":["a.yml"]}\n'),
  "a script of a prototype": given(MODEL, { script: "__proto__" }),
  "a neox of an order": given(MODEL, { neox: ORDER }),
  "a neox that is this folder": given(MODEL, { neox: "." }),
  "a neox of a device": given(MODEL, { neox: "/dev/zero" }),
  "one file 5,000 times": line({ files: Array(5000).fill("a.yml") }),
  "one file 200,000 times, in many spellings": line({
    files: Array.from({ length: 200_000 }, (_, i) => `${"./".repeat(i % 3)}a.yml`),
  }),
  "one long file 20,000 times": {
    ...line({ files: Array(20_000).fill("long.yml") }),
    files: { "a.yml": MENDABLE, "long.yml": `${MODEL}${count(5000, (i) => `# a comment ${i}\n`)}` },
  },
  "80,000 texts of nothing": line({
    files: Array.from({ length: 80_000 }, (_, i) => ({ name: `f${i}`, text: "" })),
  }),
  "100 files, and one of them thrice": line({ files: [...Array(98).fill("a.yml"), "b.yml", "./a.yml"] }),
  "3,000 files that are not there": line({ files: Array.from({ length: 3000 }, (_, i) => `n${i}.yml`) }),
  "3,000 texts of one key": line({ files: Array(3000).fill({ name: "a", text: "num_layers: 1\n" }) }),
  "names of orders": line({ id: ORDER, files: [{ name: ORDER, text: "hidden_size: 770\nx: [\n" }] }),
  "a name of 1,000,000 letters": line({ files: [{ name: "x".repeat(1_000_000), text: "x: [\n" }] }),
  "an id of 400,000 letters": given(MODEL, { id: "x".repeat(400_000) }),
  "an id of lists in lists": lines(`{"id":${"[".repeat(90_000)}${"]".repeat(90_000)},"files":["a.yml"]}\n`),
  "an id in which all are in lists": lines(
    `{"id":${'{"a":['.repeat(40_000)}${"]}".repeat(40_000)},"files":["a.yml"]}\n`,
  ),
  "a file of a device": line({ files: ["/dev/zero"] }),
  "a file of the processes": line({ files: ["/proc/self/mem", "/proc/self/environ"] }),
  "a file of a folder": line({ files: ["."] }),
  "returns alone": lines('{"files":["a.yml"]}\r{"files":["a.yml"]}\r'),
  "a mark of byte order": lines('\ufeff{"files":["a.yml"]}\n'),
  "wide characters": lines(Buffer.from('{"files":["a.yml"]}\n', "utf16le")),
  "no last end of a line": lines('{"files":["a.yml"]}'),
  "200,000 empty lines": lines("\n".repeat(200_000)),
  "30,000 lines that are no launches": lines("[]\n".repeat(30_000)),
  "one key 100,000 times": lines(`{${'"files":["a.yml"],'.repeat(100_000)}"id":1}\n`),
  "100,000 keys that nobody knows": given(
    MODEL,
    Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, 1])),
  ),
  "a text that is a text for a terminal": given(`${MODEL}save: ${JSON.stringify(ORDER)}\n`),
  "half a character that the next piece ends": lines(
    Buffer.concat([Buffer.alloc(65_535, " "), Buffer.from('{"files":["\u{1f600}.yml"]}\n')]),
  ),
  "a folder in place of the lines": { ...lines(""), args: ["check", "--launches", "."] },
  "a link to itself in place of the lines": {
    ...lines(""),
    args: ["check", "--launches", "l"],
    prepare: (folder) => symlinkSync("l", join(folder, "l")),
  },
  "a device in place of the lines": { ...lines(""), args: ["check", "--launches", "/dev/full"] },
  "the processes' own lines": { ...lines(""), args: ["check", "--launches", "/proc/self/status"] },
  "launches of a folder of links": {
    ...line({ files: ["d/d/d/d/d/a.yml"] }),
    prepare(folder) {
      mkdirSync(join(folder, "e"));
      symlinkSync(".", join(folder, "d"));
    },
  },
});

const inFolder = (folder: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));

/** So many lines, each of its own. */
const each = (length: number, value: (index: number) => unknown, ...more: readonly string[]) =>
  lines(
    count(length, (index) => `${JSON.stringify(value(index))}\n`),
    ...more,
  );
const PIPELINE = `${MODEL.replace("12", "200")}pipe_parallel_size: 5\n`;

carryOut({
  "300 lines with the same id": each(300, () => ({ id: "x", files: ["a.yml"] })),
  "ids of all kinds": lines(
    [null, true, 1.5, "", [], {}, [[1]], { a: null }]
      .map((id) => `${JSON.stringify({ id, files: ["a.yml"] })}\n`)
      .join(""),
  ),
  "an id of 500 lists in lists": lines(`{"id":${"[".repeat(500)}${"]".repeat(500)},"files":["a.yml"]}\n`),
  "texts that differ in one letter": each(300, (i) => ({
    files: [{ name: "a.yml", text: `${MODEL}x${i}: 1\n` }],
  })),
  "names that climb": each(40, (i) => ({ files: [`${"../".repeat(i)}etc/passwd`, "a.yml"] })),
  "a name with a character of nothing": line({ files: ["a\u0000.yml", { name: "\u0000", text: MODEL }] }),
  "a text of nothing": given(""),
  "a text that is a project file": given("launches: [{name: x, files: [a.yml]}]\nneox: /\n"),
  "a text with companions": given(`# neox-config: with /etc/passwd ../../x.yml a.yml\n${MODEL}`),
  "a text that names a model outside": given(`# neox-config: same-as /etc/passwd\n${MODEL}`),
  "texts instead of names": line({ files: "a.yml" }),
  "names instead of lists": line({ files: { name: "a.yml", text: MODEL } }),
  "files of all kinds": line({
    files: [1, null, [], {}, { name: 5, text: 5 }, { name: "a" }, { text: "a" }],
  }),
  "halves of characters": lines(
    `{"files":[{"name":"\\ud800","text":"save: \\"\\udfff\\"\\n${MODEL.replaceAll("\n", "\\n")}"}]}\n`,
  ),
  "a list of 500,000 items under 40 names": {
    ...each(40, (i) => ({ files: [`l${i}.yml`] })),
    files: { "a.yml": MENDABLE, "long.yml": `${MODEL}x: [${"1, ".repeat(500_000)}]\n` },
    prepare(folder) {
      for (let i = 0; i < 40; i++) symlinkSync("long.yml", join(folder, `l${i}.yml`));
    },
  },
  "a checkpoint of 2,000 files for 300 launches": {
    ...each(300, () => ({ files: [{ name: "a.yml", text: "load: c\n" }] })),
    files: {
      "a.yml": MENDABLE,
      "c/latest": "global_step1",
      ...Object.fromEntries(
        Array.from({ length: 2000 }, (_, i) => [`c/global_step1/layer_${i}-model_00-model_states.pt`, ""]),
      ),
    },
  },
  "paths that 1,000 items share": {
    ...each(60, (i) => ({
      files: [
        {
          name: "a.yml",
          text: `x: &a ${i}${"/a".repeat(6000)}\ny: &l [${"*a, ".repeat(1000)}]\nsave: *l\ntrain_data_paths: *l\nsample_output_file: *l\n`,
        },
      ],
    })),
  },
  "a checkout of 3,000 arguments under 150 names": {
    ...each(150, (i) => ({ files: ["a.yml"], neox: `l${i}` })),
    files: {
      "a.yml": MENDABLE,
      ...inFolder(
        "neox",
        neoxArgs(count(3000, (i) => `    a${i}: Optional[int] = ${i}\n    """What it is."""\n`)),
      ),
    },
    prepare(folder) {
      for (let i = 0; i < 150; i++) symlinkSync("neox", join(folder, `l${i}`));
    },
  },
  "keys twice, the last of which counts": lines('{"files":["nothing.yml"],"files":["a.yml"]}\n'),
  "comments of JavaScript": lines('// {"files":["a.yml"]}\n{"files":["a.yml"]} // x\n{"files":["a.yml"],}\n'),
  "numbers that JSON has not": lines('{"files":["a.yml"],"gpus":NaN}\n{"files":["a.yml"],"gpus":0x8}\n'),
  "GPUs of all kinds": lines(
    ["-1", "0", '"8"', "null", "[8]", "1e3", "8.0", "1e-9"]
      .map((gpus) => `{"files":["a.yml"],"gpus":${gpus}}\n`)
      .join(""),
  ),
  "launches with orders for neox": each(50, (i) => ({
    files: ["a.yml"],
    neox: `${i}\n::stop-commands::x##[group]`,
  })),
  "100 pipelines": each(100, (i) => ({ files: [{ name: "a.yml", text: PIPELINE }], gpus: 5 * (i + 1) })),
  "launches that say to mend": each(3, () => ({ files: ["a.yml"], fix: true, "fix-all": true, write: true })),
  "a list in another format": each(20, () => ({ files: ["a.yml"] }), "--format", "sarif"),
  "breaks of lines that only JavaScript knows": lines('{"files":["a.yml"]}\u2028{"files":["a.yml"]}\u2029\n'),
  "a prototype in JSON": lines(
    '{"__proto__":{"files":["a.yml"]},"constructor":1}\n{"files":{"__proto__":[]}}\n',
  ),
});

test("a name with a zero in it is that of no file", async () => {
  const ended = await attacked(["check", "--launches", "-"], {
    cwd: hostileFolder(),
    stdin: '{"files":["a\\u0000.yml"]}\n',
  });
  expect(JSON.parse(ended.stdout).error).toBe("cannot read a\u0000.yml: no such file");
});
