import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rules } from "../../../server/src/rules/registry";
import { endGroupWithUs } from "../../../server/src/workspace/node/childGroup";
import { isThere, PYTHON } from "../../checkoutPython";
import { expectEnded, runningIn } from "../../running";
import { CHECKOUT } from "../../smallCheckout";
import { attacked, CLI, hostileFolder, MODEL, plant, textOf } from "../command";
import { type Attack, carryOut } from "./attack";
import { checkoutIn, SOUND, STOPS } from "./verified";

/** Asked of a Python that is a script. */
const script = (lines: string, ...args: readonly string[]): Attack => ({
  files: {
    "a.yml": MODEL,
    ...checkoutIn("n"),
  },
  args: ["verify", "a.yml", "--neox", "n", "--python", "./python", "--seconds", "3", ...args],
  prepare: (folder) => chmodSync(plant(folder, "python", `#!/bin/sh\n${lines}\n`), 0o755),
  afterwards: (folder) => expect(readdirSync(folder).sort()).toEqual(["a.yml", "n", "python"]),
});

/** A checkout `n` that only project files name; the user's own Python is started, or is not. */
const namedBy = (files: Readonly<Record<string, string>>, isAsked = false, link?: string): Attack => ({
  files: {
    "repo/a.yml": MODEL,
    ...checkoutIn("n"),
    ...files,
  },
  within: "repo",
  args: ["verify", "a.yml", "--python", "../python"],
  prepare(folder) {
    chmodSync(plant(folder, "python", '#!/bin/sh\ntouch "$(dirname "$0")/RAN"\n'), 0o755);
    if (link !== undefined) symlinkSync("../n", join(folder, link));
  },
  afterwards: (folder) => expect(existsSync(join(folder, "RAN"))).toBe(isAsked),
});

/** One that prints this, whatever it is asked. */
const printing = (text: string, ...args: readonly string[]) =>
  script(`cat > /dev/null; cat <<'END'\n${text}\nEND`, ...args);

const ORDER = "\n::add-mask::x\n##vso[task.x]\u001b[2J\u202e";
const answer = (value: unknown, ...args: readonly string[]) => printing(JSON.stringify(value), ...args);
const verdict = (changes: object, ...args: readonly string[]) =>
  answer({ ...SOUND, verdict: { ...STOPS, ...changes } }, ...args);

const NO_ANSWERS = ["null", "[]", "5", '"x"', "{}", '{"verdict":5}', "", "{", "NaN", "[".repeat(100_000)];

const REPOSITORY = { "repo/.git/HEAD": "" };

carryOut({
  "a checkout that a project file above the repository names": namedBy({
    ...REPOSITORY,
    ".neox-config.yml": "neox: n\n",
  }),
  "a checkout that a project file above names, in no repository": namedBy({
    ".neox-config.yml": "neox: n\n",
  }),
  "a checkout outside of the repository": namedBy({ ...REPOSITORY, "repo/.neox-config.yml": "neox: ../n\n" }),
  "a checkout outside of the repository, through a link": namedBy(
    { ...REPOSITORY, "repo/.neox-config.yml": "neox: n\n" },
    false,
    "repo/n",
  ),
  "a checkout outside, in no repository": namedBy({ "repo/.neox-config.yml": "neox: ../n\n" }),
  "a checkout in the repository, which is asked": namedBy(
    {
      ...REPOSITORY,
      "repo/.neox-config.yml": "neox: m\n",
      ...checkoutIn("repo/m"),
    },
    true,
  ),
  ...Object.fromEntries(
    NO_ANSWERS.map((text): readonly [string, Attack] => [`the answer ${text.slice(0, 20)}`, printing(text)]),
  ),
  "an answer of other kinds": answer({
    ...{ python: 5, torch: [], standIns: { missing: 5, notRun: {} } },
    verdict: { launches: "x", phase: "__proto__", type: 5, message: {}, at: 7, frames: "x", logged: 5 },
  }),
  "an answer of prototypes": printing(
    '{"__proto__":{"python":"3"},"constructor":1,"verdict":{"__proto__":{}}}',
  ),
  "an answer of orders": answer({
    ...{ python: ORDER, torch: ORDER, standIns: { missing: [ORDER], notRun: [ORDER] } },
    verdict: { ...STOPS, type: ORDER, message: ORDER, at: ORDER, frames: [ORDER], logged: [ORDER] },
  }),
  "an answer of orders, in JSON": verdict(
    { type: ORDER, message: ORDER, logged: [ORDER] },
    "--format",
    "json",
  ),
  "an order after what is not seen": verdict({ message: "a\n:\ufeff:add-mask::x\n#\ufeff#[error]y" }),
  "a failure of orders": answer({ ...SOUND, failed: { message: ORDER, frames: [ORDER] } }),
  "both a verdict and a failure": answer({ ...SOUND, verdict: STOPS, failed: { message: "x", frames: [] } }),
  "a message of 1,000,000 letters": verdict({ message: "x ".repeat(500_000) }),
  "a message of 300,000 backticks and stars": verdict({ message: "`**[".repeat(75_000) }),
  "100,000 frames": verdict({ frames: Array(100_000).fill("f.py:1:g") }),
  "100,000 lines that were logged": verdict({ logged: Array.from({ length: 100_000 }, (_, i) => `w${i}`) }),
  "an end of the block in a message": verdict({ message: "````\n![](https://x.invalid/a.png)\n````" }),
  "an output without an end": script("cat /dev/zero"),
  "errors without an end": script("cat /dev/zero >&2"),
  "an order on its last breath": script(`printf 'a\\n::add-mask::q\\n' >&2; exit 1`),
  "one that never ends": script("exec sleep 1000"),
  "one that ends by its time and leaves a file": {
    ...script('echo "$TMPDIR" > left; touch "$TMPDIR/x"; exec sleep 1000'),
    afterwards: (folder) =>
      expect(existsSync(readFileSync(join(folder, "left"), "utf8").trimEnd())).toBe(false),
  },
  "one that ends by a signal": script("kill -SEGV $$"),
  "one that leaves a process that holds its output": script("setsid sleep 20 & exec sleep 1000"),
  "one that reads nothing": script("exec 0<&-; echo null"),
  "one that is no program": {
    ...script(""),
    prepare: (folder) => chmodSync(plant(folder, "python", "\0\0"), 0o755),
  },
  "one that may not be run": { ...script(""), prepare: (folder) => void plant(folder, "python", "") },
  "one that is a folder": { ...script(""), args: ["verify", "a.yml", "--neox", "n", "--python", "./n"] },
  "a time beyond counting": script("echo null", "--seconds", "9".repeat(15)),
  "a memory beyond counting": script("echo null", "--memory", "9".repeat(15)),
});

const frames = (length: number) => Array(length).fill("megatron/x.py:1:f");
const failing = (failed: unknown) => answer({ ...SOUND, failed });

carryOut({
  "a Python of a flag": { ...script(""), args: ["verify", "a.yml", "--neox", "n", "--python=-c"] },
  "a Python that is a pipe": {
    ...script(""),
    prepare: (folder) => void execFileSync("mkfifo", [join(folder, "python")]),
  },
  ...Object.fromEntries(
    [
      ["--seconds", "0"],
      ["--seconds", "-1"],
      ["--seconds", "1e300"],
      ["--seconds", "0.001"],
      ["--memory", "0"],
      ["--memory", "NaN"],
      ["--launch-directory", "/nowhere"],
    ].map((flags): readonly [string, Attack] => [flags.join(" "), script("sleep 5", ...flags)]),
  ),
  "two answers": printing(
    `${JSON.stringify({ ...SOUND, verdict: STOPS })}\n${JSON.stringify({ ...SOUND, verdict: { ...STOPS, launches: true } })}`,
  ),
  "an answer among other words": printing(
    `hello\n${JSON.stringify({ ...SOUND, verdict: STOPS })}\n::add-mask::x`,
  ),
  "an answer behind a mark of byte order": printing(`\ufeff${JSON.stringify({ ...SOUND, verdict: STOPS })}`),
  "an answer of returns": printing(
    JSON.stringify({ ...SOUND, verdict: STOPS }, null, 1).replaceAll("\n", "\r\n"),
  ),
  "an answer of wide characters": script("cat > /dev/null; printf '\\377\\376n\\0u\\0l\\0l\\0'"),
  "an answer of bytes that are no text": script("cat > /dev/null; printf '\"\\377\\376\"'"),
  "an answer that is cut where it is too long": script(
    `cat > /dev/null; printf '{"verdict":"'; head -c 4100000 /dev/zero | tr '\\0' a; printf '"}'`,
  ),
  "a launch that stops nowhere": verdict({ launches: null, message: null, type: null }),
  "a launch that goes on with an error": verdict({ launches: true, message: ORDER }),
  "a phase of a prototype": verdict({ phase: "constructor" }),
  "frames of all kinds": verdict({ frames: [null, 5, {}, "a", ["x"], ORDER, "/etc/passwd:0:"] }),
  "3,000 frames of gpt-neox": verdict({ frames: frames(3000) }),
  "a place of 500,000 letters": verdict({ at: "x".repeat(500_000) }),
  "lines that were logged, of all kinds": verdict({ logged: [null, {}, [ORDER], ORDER, 5] }),
  "an error of a million letters": verdict({ type: "x".repeat(1_000_000) }),
  "an error of Markdown": verdict({ type: "`](x)**<img>", message: "```\n# x\n| a |\n---" }),
  ...Object.fromEntries(
    ["> ", "- ", "*_", "|"].map((mark): readonly [string, Attack] => [
      `a message of 100,000 times ${mark}`,
      verdict({ message: mark.repeat(100_000) }),
    ]),
  ),
  "breaks of lines that only some know, in JSON": verdict(
    { message: "\u2028\u2029\ud800" },
    "--format",
    "json",
  ),
  "5,000 stand-ins of orders": answer({
    ...SOUND,
    standIns: { missing: Array(5000).fill(ORDER), notRun: [ORDER] },
    verdict: STOPS,
  }),
  "a failure of 5,000 frames": failing({ message: ORDER, frames: frames(5000) }),
  "a failure that is a number": failing(5),
  "one that stops itself": script("kill -STOP $$"),
  "one that closes its streams": script("exec 0<&- 1>&- 2>&-; exec sleep 1"),
  "one that hears no signal": script("trap '' TERM INT HUP; sleep 100"),
  "100,000 orders on its last breath": script("cat > /dev/null; yes '::error::x' | head -100000 >&2; exit 1"),
  "one that fails in silence, in JSON": script("exit 7", "--format", "json"),
});

test.each(["", " >&2"])("lines without end%s end it long before its time", async (stream) => {
  const attack = script(`exec yes ${"x".repeat(50)}${stream}`, "--seconds", "300");
  const folder = hostileFolder(attack.files);
  attack.prepare?.(folder);
  const { exit, stderr } = await attacked(attack.args, { cwd: folder });
  expect([exit, stderr]).toEqual([2, expect.stringMatching(/ended without an answer: x+$/m)]);
});

/** Says this and then its last word. */
const saying = (value: unknown, before: string, ...args: readonly string[]) =>
  script(`cat > /dev/null; ${before}\ncat <<'END'\n${JSON.stringify(value)}\nEND`, ...args);
const LAUNCHES = { ...SOUND, verdict: { launches: true } };

carryOut({
  "an answer behind 90,000 lines of warnings": saying(LAUNCHES, "yes warning | head -90000 >&2"),
  "an answer behind other answers": saying(LAUNCHES, "echo null; echo '{\"verdict\":5}'; echo"),
  "an answer, and more behind it": printing(`${JSON.stringify(LAUNCHES)}\ntrailing\n{`),
  "two answers": printing(`${JSON.stringify(LAUNCHES)}\n${JSON.stringify({ ...SOUND, verdict: STOPS })}`),
  "an answer without an end of its line": script(
    `cat > /dev/null; printf '%s' '${JSON.stringify(LAUNCHES)}'`,
  ),
  "an answer with a failure's status": script(`cat > /dev/null; echo '${JSON.stringify(LAUNCHES)}'; exit 3`),
  "an answer of wide characters": script("cat > /dev/null; printf '\\377\\376{\\0}\\0'"),
  "an answer of bytes that are no text": script("cat > /dev/null; printf '\\200\\377\\300{}'"),
  "an answer with a mark of byte order": printing(`\ufeff${JSON.stringify(LAUNCHES)}`),
  "an answer of 300,000 kinds of GPUs": answer({
    ...SOUND,
    standIns: { missing: Array(300_000).fill("x"), notRun: [] },
    verdict: STOPS,
  }),
  "a Python of 900,000 letters": answer({ ...SOUND, python: "3".repeat(900_000), verdict: STOPS }),
  "a torch of colours": answer({ ...SOUND, torch: "\u001b[31m2", verdict: STOPS }, "--color", "always"),
  "a type of a sentence": verdict({ type: "x y\nz", at: "a b:c\nd" }),
  "a place of climbing": verdict({ at: `${"../".repeat(900)}etc/passwd:1:f`, frames: ["../x.py:1:f"] }),
  "a phase beyond all": verdict({ phase: `x${ORDER}` }),
  "old orders within what was logged": verdict({
    logged: ["a ##[add-mask]b", "##teamcity[x]"],
    message: "##[group]",
  }),
  "one that changes the config": {
    ...saying(LAUNCHES, "echo x: 1 >> a.yml"),
    afterwards: (folder) => expect(readdirSync(folder).sort()).toEqual(["a.yml", "n", "python"]),
  },
  "one that removes itself": { ...saying(LAUNCHES, "rm ./python; rm -r n"), afterwards: () => {} },
  "one that closes its output at once": script("exec 1>&- 2>&-; cat > /dev/null; sleep 1"),
  "one that stops itself": script("kill -STOP $$"),
  "one that ignores what ends it": script("trap '' TERM INT HUP; sleep 1000 & sleep 1000 & wait"),
  "one that answers byte by byte, for ever": script("while :; do printf ' '; done"),
  "an answer in JSON of what is no number": printing(
    '{"python":"3","torch":null,"verdict":{"launches":NaN}}',
    "--format",
    "json",
  ),
});

/** Ends the command by a signal while a program of its Python runs, whose number is in the file `pid`. */
async function expectEndedBy(signal: NodeJS.Signals, folder: string, python: string): Promise<void> {
  const args = ["verify", "a.yml", "--neox", "n", "--python", python, "--seconds", "10"];
  const temporary = join(folder, "temporary");
  mkdirSync(temporary);
  const env = { ...process.env, TMPDIR: temporary };
  const command = spawn(process.execPath, [CLI, ...args], { cwd: folder, env });
  const ended = new Promise((done) => command.on("exit", (_, by) => done(by)));
  const pid = await runningIn(folder);
  command.kill(signal);
  expect(await ended).toBe(signal);
  await expectEnded(pid);
  if (signal !== "SIGKILL") expect(readdirSync(temporary)).toEqual([]);
}

test.concurrent.for(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s ends the command and its Python, with what that began",
  async (signal, { onTestFinished }) => {
    const { files, prepare } = script("sleep 1000 & echo $! > pid; wait");
    const folder = hostileFolder(files, onTestFinished);
    prepare?.(folder);
    await expectEndedBy(signal, folder, "./python");
  },
);

test.skipIf(!isThere)(
  isThere
    ? "SIGKILL ends the command, and its Python with its time"
    : "skipped: no python3 with PyYAML (PYTHON names one)",
  async ({ onTestFinished }) => {
    const folder = hostileFolder({ "a.yml": "wait: true\n" }, onTestFinished);
    for (const [name, text] of Object.entries(CHECKOUT)) plant(folder, `n/${name}`, text);
    await expectEndedBy("SIGKILL", folder, PYTHON);
  },
);

test.skipIf(!isThere)(
  isThere ? "a module that is missing without a name" : "skipped: no python3 with PyYAML (PYTHON names one)",
  async ({ onTestFinished }) => {
    const folder = hostileFolder({ "a.yml": "hidden_size: 8\n" }, onTestFinished);
    for (const [name, text] of Object.entries(CHECKOUT))
      plant(folder, `n/${name}`, text.replace("config = {}", 'raise ModuleNotFoundError("gone")'));
    const args = ["verify", "a.yml", "--neox", "n", "--python", PYTHON, "--format", "json"];
    const { stdout } = await attacked(args, { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({ verdict: { type: "ModuleNotFoundError", message: "gone" } });
  },
);

test.skipIf(!isThere)(
  isThere ? "a launch runs in its own folder" : "skipped: no python3 with PyYAML (PYTHON names one)",
  async ({ onTestFinished }) => {
    const folder = hostileFolder({ "a.yml": "hidden_size: 8\n" }, onTestFinished);
    for (const [name, text] of Object.entries(CHECKOUT))
      plant(folder, `n/${name}`, text.replace("config = {}", "import os; raise ValueError(os.getcwd())"));
    const args = ["verify", "a.yml", "--neox", "n", "--python", PYTHON, "--format", "json"];
    const { stdout } = await attacked(args, { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({ verdict: { message: realpathSync(folder) } });
  },
);

test.skipIf(!isThere)(
  isThere
    ? "a module beside a config is not imported, also where PYTHONPATH has the working folder"
    : "skipped: no python3 with PyYAML (PYTHON names one)",
  async ({ onTestFinished }) => {
    const modules = Object.fromEntries(
      ["signal", "json", "resource"].map((name) => [`${name}.py`, 'open("RAN", "w")\n']),
    );
    const folder = hostileFolder({ "a.yml": "hidden_size: 8\n", ...modules }, onTestFinished);
    for (const [name, text] of Object.entries(CHECKOUT)) plant(folder, `n/${name}`, text);
    const args = ["verify", "a.yml", "--neox", "n", "--python", PYTHON, "--format", "json"];
    for (const path of [":/x", ".:/x", "/x:"])
      await attacked(args, { cwd: folder, env: { PYTHONPATH: path } });
    expect(existsSync(join(folder, "RAN"))).toBe(false);
  },
);

/** A frame for each place in which a rule says that NeoX stops. */
const PLACES = rules.map(({ neox }) => neox.at.replace(":", ":1:"));

carryOut({
  "1,000,000 letters, raised where every rule is": verdict({
    type: "AssertionError",
    message: "ab cd ".repeat(166_000),
    frames: PLACES,
  }),
  "3,900,000 letters of arguments": verdict({
    type: "AssertionError",
    message: "hidden_size ".repeat(325_000),
    frames: PLACES,
  }),
  "100,000 frames, raised where every rule is": verdict({
    type: "AssertionError",
    message: "",
    frames: Array.from({ length: 100_000 }, (_, index) => PLACES[index % PLACES.length]),
  }),
});

test("more seconds than a timer counts are no reason to stop at once", async () => {
  const { files, args, prepare } = saying(LAUNCHES, "", "--seconds", "9999999");
  const folder = hostileFolder(files);
  prepare?.(folder);
  expect(await attacked(args, { cwd: folder })).toMatchObject({ exit: 0, stderr: "" });
});

test("a machine without a folder for what is temporary asks all the same", async () => {
  const { files, args, prepare } = saying(LAUNCHES, "");
  const folder = hostileFolder(files);
  prepare?.(folder);
  const env = { TMPDIR: join(folder, "nowhere") };
  expect(await attacked(args, { cwd: folder, env })).toMatchObject({ exit: 0, stderr: "" });
});

test("a program beside a config is no Python, also where a PATH has a dot", async () => {
  const { files, prepare } = saying(LAUNCHES, "pwd > folder");
  const folder = hostileFolder({ ...files, "p/.keep": "" });
  prepare?.(folder);
  renameSync(join(folder, "python"), join(folder, "p", "python3"));
  chmodSync(plant(folder, "python3", "#!/bin/sh\ntouch RAN\n"), 0o755);
  const env = { PATH: `.:${join(folder, "p")}:${process.env.PATH}` };
  const args = ["verify", "a.yml", "--neox", "n", "--python", "python3"];
  expect(await attacked(args, { cwd: folder, env })).toMatchObject({ exit: 0, stderr: "" });
  expect(existsSync(join(folder, "RAN"))).toBe(false);
  // Which is how the programs in front of several Pythons choose one.
  expect(textOf(folder, "folder").trim()).toBe(realpathSync(folder));
});

test("many programs at once are ended by one listener, which goes with the last", () => {
  const listeners = () => process.listenerCount("SIGTERM");
  const before = listeners();
  const letGo = Array.from({ length: 20 }, () => endGroupWithUs(spawn("true")));
  expect(listeners()).toBe(before + 1);
  for (const it of letGo) it();
  expect(listeners()).toBe(before);
});
