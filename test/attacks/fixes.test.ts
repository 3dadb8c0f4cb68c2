import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { NotReplaced, replaceFile } from "../../server/src/cli/replaceFile";
import { attacked, bounded, CLI, hostileFolder, MENDABLE, mended, plant, textOf } from "./command";

/** What the command says of the one fix. */
const mendedIn = (name: string) => `${name}:7: Write min_lr: 1.0e-5 (number-as-string)\n`;

const FIX = ["check", "--each", "--fix", "--color", "never"];

/** What stays beside the files. */
const strays = (folder: string) => readdirSync(folder).filter((name) => !name.endsWith(".yml"));

describe("what came between reading and writing is kept", () => {
  const changes: Readonly<Record<string, (path: string) => void>> = {
    "a line more": (path) => writeFileSync(path, `${MENDABLE}train_iters: 1000\n`),
    "a character less": (path) => truncateSync(path, MENDABLE.length - 1),
    "another character": (path) => writeFileSync(path, MENDABLE.replace("768", "769")),
    nothing: (path) => writeFileSync(path, ""),
    "a folder in its place": (path) => {
      rmSync(path);
      mkdirSync(path);
    },
    "no file": (path) => rmSync(path),
    "a dangling link": (path) => {
      rmSync(path);
      symlinkSync("nowhere", path);
    },
    "a text in another encoding": (path) => writeFileSync(path, Buffer.from(`\ufeff${MENDABLE}`, "utf16le")),
    "the same text with a byte that is not UTF-8": (path) =>
      writeFileSync(path, Buffer.concat([Buffer.from(MENDABLE), Buffer.from([0xff])])),
  };
  test.each(Object.entries(changes))("%s", (_, change) => {
    const folder = hostileFolder({ "a.yml": MENDABLE });
    const path = join(folder, "a.yml");
    change(path);
    const look = () => {
      const found = lstatSync(path, { throwIfNoEntry: false });
      return found?.isFile() ? readFileSync(path).toString("hex") : found?.mode;
    };
    const meanwhile = look();
    expect(() => replaceFile(path, MENDABLE, mended(MENDABLE))).toThrow();
    expect(look()).toBe(meanwhile);
    expect(strays(folder)).toEqual([]);
  });

  test("the fix itself, by another command: nothing is left to do", () => {
    const path = join(hostileFolder({ "a.yml": mended(MENDABLE) }), "a.yml");
    utimesSync(path, 1, 1);
    replaceFile(path, MENDABLE, mended(MENDABLE));
    expect(statSync(path).mtimeMs).toBe(1000);
  });
});

describe("what a file is stays", () => {
  test.each([0o600, 0o640, 0o664, 0o755, 0o4755])("its mode %o", (mode) => {
    const folder = hostileFolder({ "a.yml": MENDABLE });
    const path = join(folder, "a.yml");
    chmodSync(path, mode);
    replaceFile(path, MENDABLE, mended(MENDABLE));
    expect(statSync(path).mode & 0o7777).toBe(mode);
    expect(textOf(folder, "a.yml")).toBe(mended(MENDABLE));
    expect(strays(folder)).toEqual([]);
  });

  test.each([
    ["of 255 bytes", `${"a".repeat(251)}.yml`],
    ["of 255 bytes in few characters", `${"\u{1f9ee}".repeat(62)}aaa.yml`],
  ])("its name %s", (_, name) => {
    const folder = hostileFolder({ [name]: MENDABLE });
    replaceFile(join(folder, name), MENDABLE, mended(MENDABLE));
    expect(textOf(folder, name)).toBe(mended(MENDABLE));
    expect(strays(folder)).toEqual([]);
  });

  test("its hard links", async () => {
    const folder = hostileFolder({ "a.yml": MENDABLE });
    linkSync(join(folder, "a.yml"), join(folder, "b.yml"));
    expect(await attacked([...FIX, "a.yml"], { cwd: folder })).toMatchObject({ exit: 0 });
    expect([textOf(folder, "a.yml"), textOf(folder, "b.yml")]).toEqual([mended(MENDABLE), mended(MENDABLE)]);
    expect(statSync(join(folder, "a.yml")).nlink).toBe(2);
    expect(strays(folder)).toEqual([]);
  });

  test("its links inside the folder", async () => {
    const folder = hostileFolder({ "real/a.yml": MENDABLE });
    symlinkSync("real/a.yml", join(folder, "link.yml"));
    expect(await attacked([...FIX, "link.yml"], { cwd: folder })).toMatchObject({ exit: 0 });
    expect(textOf(folder, "real/a.yml")).toBe(mended(MENDABLE));
    expect(lstatSync(join(folder, "link.yml")).isSymbolicLink()).toBe(true);
  });
});

describe("nothing outside of the folder is written", () => {
  const ways: Readonly<Record<string, (folder: string, outside: string) => string>> = {
    "a link to a file": (folder, outside) => linked(folder, "x.yml", join(outside, "victim.yml")),
    "a link to a folder": (folder, outside) => `${linked(folder, "inner", outside)}/victim.yml`,
    "a link to a link": (folder, outside) => {
      linked(folder, "first.yml", join(outside, "victim.yml"));
      return linked(folder, "x.yml", "first.yml");
    },
    "a folder's link to a folder's link": (folder, outside) => {
      linked(folder, "one", outside);
      return `${linked(folder, "two", "one")}/victim.yml`;
    },
    "a link to the folder above": (folder, outside) =>
      `${linked(folder, "up", "..")}/${outside.slice(outside.lastIndexOf("/") + 1)}/victim.yml`,
    "a link to the root": (folder, outside) => `${linked(folder, "root", "/")}${outside}/victim.yml`,
    "a link that goes on with dots": (folder, outside) => `${linked(folder, "deep", outside)}/./victim.yml`,
    "a folder that only begins with the same name": (folder) => {
      const other = `${folder}-other`;
      plant(other, "victim.yml", MENDABLE);
      return linked(folder, "x.yml", join(other, "victim.yml"));
    },
  };
  function linked(folder: string, name: string, target: string): string {
    symlinkSync(target, join(folder, name));
    return name;
  }

  test.each(Object.entries(ways))("%s", async (_, way) => {
    const [folder, outside] = [
      hostileFolder({ "a.yml": MENDABLE }),
      hostileFolder({ "victim.yml": MENDABLE }),
    ];
    const name = way(folder, outside);
    const named = await attacked([...FIX, name, "a.yml"], { cwd: folder });
    expect(named.exit).toBe(2);
    expect(named.stderr).toContain(`neox-config: cannot write ${name}: its link leads out of the folder\n`);
    expect(textOf(folder, "a.yml")).toBe(mended(MENDABLE));
    await attacked([...FIX, "."], { cwd: folder });
    const victims = [join(outside, "victim.yml"), join(`${folder}-other`, "victim.yml")];
    for (const victim of victims.filter(existsSync)) expect(readFileSync(victim, "utf8")).toBe(MENDABLE);
    rmSync(`${folder}-other`, { recursive: true, force: true });
  });
});

describe("what cannot be written is named, is whole, and the rest goes on", () => {
  test("a file that is only read", async () => {
    const folder = hostileFolder({ "ro.yml": MENDABLE, "ok.yml": MENDABLE });
    for (const [name, mode] of [
      ["ro.yml", 0o444],
      ["ok.yml", 0o666],
      [".", 0o777],
    ] as const)
      chmodSync(join(folder, name), mode);
    const ended = await attacked([...FIX, "ro.yml", "ok.yml"], { cwd: folder, asNobody: true });
    expect(ended.exit).toBe(2);
    expect(ended.stderr).toBe(
      `neox-config: cannot write ro.yml: permission denied\n${mendedIn("ok.yml")}Fixes applied: 1\n`,
    );
    expect(textOf(folder, "ro.yml")).toBe(MENDABLE);
  });

  test("a folder that is only read", async () => {
    const folder = hostileFolder({ "sub/a.yml": MENDABLE, "b.yml": MENDABLE });
    for (const [name, mode] of [
      ["sub/a.yml", 0o666],
      ["sub", 0o555],
      ["b.yml", 0o666],
      [".", 0o777],
    ] as const)
      chmodSync(join(folder, name), mode);
    const ended = await attacked([...FIX, "sub/a.yml", "b.yml"], { cwd: folder, asNobody: true });
    expect(ended.stderr).toBe(
      `neox-config: cannot write sub/a.yml: permission denied\n${mendedIn("b.yml")}Fixes applied: 1\n`,
    );
    expect(textOf(folder, "sub/a.yml")).toBe(MENDABLE);
  });

  test.each([8191, 4096, 1, 0])("no room beyond %i bytes", async (bytes) => {
    const text = `${MENDABLE}#${"x".repeat(8190 - MENDABLE.length - 1)}\n`;
    const folder = hostileFolder({ "a.yml": text });
    const limit = `trap '' XFSZ; ulimit -f ${Math.ceil(bytes / 1024) - (bytes % 1024 === 0 ? 0 : 1)}; exec "$@"`;
    const command = [process.execPath, CLI, ...FIX, "a.yml"];
    const { exit, stderr } = await bounded("bash", ["-c", limit, "bash", ...command], { cwd: folder });
    expect(exit).toBe(2);
    expect(stderr).toBe("neox-config: cannot write a.yml: it would grow larger than is allowed\n");
    expect(textOf(folder, "a.yml")).toBe(text);
    expect(strays(folder)).toEqual([]);
  });

  test("what is no regular file", () => {
    const folder = hostileFolder();
    expect(() => replaceFile(folder, "", "x")).toThrow(NotReplaced);
    expect(() => replaceFile("/dev/null", "", "x")).toThrow(NotReplaced);
  });
});

describe("a file is whole at every moment", () => {
  const LONG = `${MENDABLE}# ${"y".repeat(60_000)}\n`;
  const WHOLE = [LONG, mended(LONG)];

  function fixing(folder: string): ChildProcess {
    return spawn(process.execPath, [CLI, ...FIX, "."], { cwd: folder, stdio: "ignore" });
  }

  const ended = (child: ChildProcess) =>
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve()
      : new Promise((done) => child.once("exit", done));

  test("for whoever reads while two commands write", async () => {
    const folder = hostileFolder({ "a.yml": LONG });
    const both = [fixing(folder), fixing(folder)];
    const all = Promise.all(both.map(ended));
    let [reads, running] = [0, true];
    void all.then(() => {
      running = false;
    });
    for (; running; reads++) {
      expect(WHOLE).toContain(textOf(folder, "a.yml"));
      await new Promise((done) => setImmediate(done));
    }
    expect(reads).toBeGreaterThan(10);
    expect(textOf(folder, "a.yml")).toBe(mended(LONG));
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGKILL"] as const)(
    "%s in the midst",
    async (signal) => {
      const names = Array.from({ length: 30 }, (_, index) => `f${index}.yml`);
      for (const wanted of [1, 15]) {
        const folder = hostileFolder(Object.fromEntries(names.map((name) => [name, LONG])));
        const child = fixing(folder);
        const isThere = () => names.filter((name) => textOf(folder, name) !== LONG).length >= wanted;
        const over = ended(child);
        while (child.exitCode === null && !isThere()) await new Promise((done) => setTimeout(done, 2));
        child.kill(signal);
        await over;
        for (const name of names) expect(WHOLE).toContain(textOf(folder, name));
        if (signal !== "SIGKILL") expect(strays(folder)).toEqual([]);
      }
    },
  );
});
