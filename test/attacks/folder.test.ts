import { execFileSync } from "node:child_process";
import { chmodSync, linkSync, mkdirSync, readdirSync, statSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { attacked, hostileFolder, MENDABLE, MODEL, mended, plant, textOf } from "./command";

/** Entries of one folder that a checkout or an archive may bring: each is made beside two sound configs. */
const ENTRIES: Readonly<Record<string, (folder: string) => void>> = {
  "a folder with the name of a config": (at) => mkdirSync(join(at, "folder.yml")),
  "a folder for a project file": (at) => mkdirSync(join(at, "one/.neox-config.yml"), { recursive: true }),
  "a folder for an ignore file": (at) => mkdirSync(join(at, "two/.neox-configignore"), { recursive: true }),
  "a repository that is none": (at) => void plant(at, "three/.git", "gitdir: /etc\n"),
  "a pipe": (at) => void execFileSync("mkfifo", [join(at, "pipe.yml")]),
  "a link to nothing": (at) => symlinkSync("nowhere", join(at, "nothing.yml")),
  "links in a circle": (at) => {
    symlinkSync("circle2.yml", join(at, "circle1.yml"));
    symlinkSync("circle1.yml", join(at, "circle2.yml"));
  },
  "a link to the folder above": (at) => symlinkSync("..", join(at, "above")),
  "a link to its own memory": (at) => symlinkSync("/proc/self/mem", join(at, "memory.yml")),
  "a link to its own output": (at) => symlinkSync("/proc/self/fd/1", join(at, "output.yml")),
  "a file of a terabyte": (at) => truncateSync(plant(at, "terabyte.yml", ""), 2 ** 40),
  "a file of zeros": (at) => truncateSync(plant(at, "zeros.yml", ""), 1_000_000),
  "a file without rights": (at) => chmodSync(plant(at, "secret.yml", MODEL), 0),
  "a folder without rights": (at) => {
    plant(at, "closed/a.yml", MODEL);
    chmodSync(join(at, "closed"), 0);
  },
  "an empty file": (at) => void plant(at, "empty.yml", ""),
  "a mark of byte order alone": (at) => void plant(at, "bom.yml", "\ufeff"),
  "bytes that are no text": (at) => void plant(at, "bytes.yml", Uint8Array.of(0xc3, 0x28, 0xff, 0)),
  "wide characters": (at) => void plant(at, "wide.yml", Buffer.from(`\ufeff${MENDABLE}`, "utf16le")),
  "a config cut within a character": (at) =>
    void plant(at, "cut.yml", Buffer.from(`${MENDABLE}# ü`).subarray(0, -1)),
  "two names of one file": (at) => linkSync(plant(at, "name1.yml", MENDABLE), join(at, "name2.yml")),
  "names in two cases": (at) => {
    plant(at, "Case.yml", MODEL);
    plant(at, "case.yml", MODEL);
  },
  "a name like an option": (at) => void plant(at, "--fix.yml", MODEL),
  "a name like standard input": (at) => void plant(at, "-.yml", MODEL),
  "a name of a prototype": (at) => void plant(at, "__proto__.yml", MODEL),
  "a name of escapes": (at) => void plant(at, "%2e%2e%2f%00#?.yml", MODEL),
  "a name of patterns": (at) => void plant(at, "{a,b}*[!c]?(d).yml", MODEL),
  "a name with a line break": (at) => void plant(at, "a\n::error::b.yml", MODEL),
  "a name of bytes": (at) =>
    void execFileSync("sh", ["-c", "printf 'a: 1' > \"$(printf 'a\\377b').yml\""], { cwd: at }),
  "the longest name": (at) => void plant(at, `${"n".repeat(251)}.yml`, MODEL),
  "folders in folders": (at) => void plant(at, `${"d/".repeat(300)}deep.yml`, MODEL),
  "a thousand files": (at) => {
    for (let index = 0; index < 1000; index++) plant(at, `many/${index}.yaml`, "kind: Pod\n");
  },
  "an ignore file of opposites": (at) =>
    void plant(at, ".neox-configignore", `${"/many\n!/many\n".repeat(400)}!sound.yml\n`),
};

function folderOfAll(): string {
  const folder = hostileFolder({ "sound.yml": MENDABLE, "z.yml": MENDABLE });
  for (const make of Object.values(ENTRIES)) make(folder);
  return folder;
}

/** So that it can be removed. */
function open(folder: string): void {
  chmodSync(join(folder, "closed"), 0o755);
}

test("a folder of everything is checked to its end", async () => {
  const folder = folderOfAll();
  const { exit, stdout, stderr } = await attacked(["check", "--each", ".", "--format", "json"], {
    cwd: folder,
  });
  open(folder);
  expect(stderr).not.toMatch(/fault of neox-config|\n {4}at /);
  expect([1, 2]).toContain(exit);
  const checked = stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.stringify(JSON.parse(line)));
  for (const name of ["sound.yml", "z.yml", "deep.yml", "--fix.yml", "__proto__.yml", "name1.yml"])
    expect(
      checked.some((line) => line.includes(name)),
      name,
    ).toBe(true);
});

test("and mended, with nothing lost and no special file touched", async () => {
  const folder = folderOfAll();
  const kinds = () => readdirSync(folder, { withFileTypes: true }).map((it) => [it.name, it.isFile()]);
  const before = kinds();
  const whole = ["bytes.yml", "wide.yml", "cut.yml", "zeros.yml"].map((name) => textOf(folder, name));
  const { stderr } = await attacked(["check", "--each", ".", "--fix"], { cwd: folder });
  open(folder);
  expect(stderr).not.toMatch(/fault of neox-config|\n {4}at /);
  for (const name of ["sound.yml", "z.yml", "name1.yml", "name2.yml"])
    expect(textOf(folder, name), name).toBe(mended(MENDABLE));
  expect(statSync(join(folder, "name1.yml")).nlink).toBe(2);
  expect(kinds()).toEqual(before);
  expect(["bytes.yml", "wide.yml", "cut.yml", "zeros.yml"].map((name) => textOf(folder, name))).toEqual(
    whole,
  );
});
