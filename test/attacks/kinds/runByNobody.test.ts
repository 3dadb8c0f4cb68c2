import { chmodSync, existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isThere, PYTHON } from "../../checkoutPython";
import { CHECKOUT } from "../../smallCheckout";
import { attacked, hostileFolder, MODEL, plant, textOf } from "../command";
import { inShell } from "../inShell";
import { count, lines, listed } from "../repeat";
import { type Attack, type Attacks, carryOut, expectWithstood } from "./attack";
import { checkout } from "./checkoutAttack";
import { checkoutIn, SOUND } from "./verified";

/** What nobody said may run or be read: by other spellings, by what a Python takes from around it, by checkouts of today. */
const SECRET = "secret_of_others";

/** A repository beside a folder of others, of which nothing may be said. */
const reaching = (files: Readonly<Record<string, string>>, ...args: readonly string[]): Attack => ({
  files: {
    "repo/.git/HEAD": "",
    "repo/a.yml": MODEL,
    "other/token.yml": `${SECRET}: 1\n`,
    "other/config.json": `{"model_type":"llama","hidden_size":"${SECRET}"}`,
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`repo/${name}`, text])),
  },
  within: "repo",
  args: args.length > 0 ? args : ["check"],
});
/** How a file elsewhere may be spelled. */
const SPELLINGS = [
  "..\\\\other\\\\token.yml",
  "x\\\\..\\\\..\\\\other/token",
  "..//other/./token.yml",
  "%2e%2e/other/token.yml",
  "file:../other/token.yml",
  "./..\\\\./other/token.yml",
  "a.yml/../../other/token.yml",
  "link/token.yml",
  "link/../other/token.yml",
  "l.yml",
];
const spelled: Attacks = Object.fromEntries(
  SPELLINGS.map((path): readonly [string, Attack] => [
    `a project file and a script that name ${path}`,
    {
      ...reaching({
        ".neox-config.yml": `launches: [{name: "x", files: [a.yml, "${path}"]}]\n`,
        "run.sh": `python deepy.py train.py a.yml "${path}"\n`,
      }),
      prepare(folder) {
        symlinkSync("../other", join(folder, "repo/link"));
        symlinkSync("../other/token.yml", join(folder, "repo/l.yml"));
      },
    },
  ]),
);

test.concurrent.for(Object.entries(spelled))("%s", async ([, attack], { onTestFinished }) => {
  const folder = hostileFolder(attack.files, onTestFinished);
  attack.prepare?.(folder);
  for (const args of [attack.args, ["check", "--each", "."]]) {
    const ended = await attacked(args, { cwd: join(folder, "repo") });
    expectWithstood(ended, args);
    expect(ended.stdout + ended.stderr).not.toContain(SECRET);
  }
});

const FOLDER = "megatron/neox_arguments/";
const DATACLASS = "@dataclass\nclass NeoXArgsModel:\n    num_layers: int = None\n";
const whole = (text: string, ...args: readonly string[]) =>
  checkout(
    { [`${FOLDER}neox_args.py`]: text, [`${FOLDER}arguments.py`]: "from .neox_args import *\n" },
    ...args,
  );
const fields = (text: string, ...args: readonly string[]) => whole(DATACLASS + text, ...args);

carryOut({
  "arguments in the words of newer Pythons": fields(
    'type kind = int\n    a: type[int] | None = None\n    kind: "Literal[*A]" = 5\n    match: int = 1\n    case: (yield) = 2\n    _: KW_ONLY\n    b: int = (c := 5)\n',
  ),
  "arguments whose types are what they are called, and each other": fields(
    "    int: int = 1\n    Literal: Literal = None\n    str: int = 2\n    a: str = 3\n    kind: kind = kind\n    None: None = None\n    Union: Union[Union] = ()\n",
    "schema",
  ),
  "arguments of types that are kept for nothing": fields(
    "    a: InitVar[int] = 1\n    kind: Annotated[str, a, [b], {c}] = 'x'\n    d: Final = 5\n    e: ClassVar = 1\n    f: Required[NotRequired[int]] = 1\n    g: 'Literal[\"\\x00\", \"\\ud800\"]' = 5\n",
    ...["effective", "a.yml", "--format", "json"],
  ),
  "defaults that are other arguments, calls of themselves and dots": fields(
    "    a: int = a\n    kind: str = NeoXArgsModel.kind\n    b: list = field(default_factory=lambda: [b] * 10 ** 12)\n    c: dict = field(default=field(default=field()))\n    d: int = ...\n    e: int = field(init=True, init=False, default=1, default=2)\n",
    ...["effective", "a.yml"],
  ),
  "names of arguments that only look like others, or become them": fields(
    lines(
      9,
      (i) =>
        `    ${["\ufb01eld", "\u00aa", "\u0430", "a\u0301", "\u1e9b\u0323", "\u{1d4b6}", "\u2118x", "\uff41", "hidden\uff3fsize"][i]}: int = ${i}`,
    ),
    "check",
    "a.yml",
  ),
  "texts in texts of formats, 90 deep and in each other's quotes": fields(
    `    a: str = ${count(90, (i) => `f${["'", '"', "'''", '"""'][i % 4]}{`)}1${count(90, (i) => `}${["'", '"', "'''", '"""'][(89 - i) % 4]}`)}\n`,
  ),
  "texts of all letters before their quotes": fields(
    lines(
      24,
      (i) =>
        `    a${i}: str = ${["b", "rb", "Rb", "u", "f", "fr", "t", "tr"][i % 8]}${['"\\x"', "'\\N{'", '"""\\\n"""'][i % 3]}`,
    ),
  ),
  "classes that are made in conditions, loops, tries and functions": whole(
    `import x\nif x:\n    class A:\n        a: int = 1\nelse:\n    ${DATACLASS.replaceAll("\n", "\n    ")}\nfor x in y:\n  class B(B, metaclass=B): pass\ntry:\n  BASE_CLASSES = [A] + [B]\nexcept* X: BASE_CLASSES += (C,)\nBASE_CLASSES = [*BASE_CLASSES, NeoXArgsModel, *[NeoXArgsModel]]\n${DATACLASS}`,
  ),
  "decorators that are calls, texts and lambdas of themselves": whole(
    `@dataclass(init=False, eq=lambda: dataclass)(dataclass)\n@dataclass["x"]\n@(yield)\n@x.dataclass()()\n${DATACLASS}    a: int = 1\n`,
  ),
  "base classes that are each other by other names": whole(
    `${lines(150, (i) => `@dataclass\nclass C${i}(x.C${i + 1}, C${(i + 1) % 150}, metaclass=C${i}, *C${i}, **C${i}):\n    a${i}: int = ${i}\n`)}BASE_CLASSES = [${listed(150, (i) => `C${i}`)}, C0]\n`,
  ),
  "a history whose head leads through a list of lists": {
    ...checkout({
      [`${FOLDER}neox_args.py`]: DATACLASS,
      ".git": "gitdir: .git-of/x\ngitdir: /etc\n",
      ".git-of/x/HEAD": "ref: refs/heads/../../../../../etc/passwd\r\n",
      ".git-of/x/commondir": "../../..\n",
      ".git-of/packed-refs": "^\n# pack-refs\n \n",
    }),
    within: ".",
  },
  "a fork's file that names itself, its folder and files above": checkout({
    [`${FOLDER}neox_args.py`]: DATACLASS,
    [`${FOLDER}arguments.py`]:
      "from .arguments import *\nfrom .neox_args import NeoXArgsModel\nfrom .. import *\nfrom ...x import y\nfrom .__init__ import *\nfrom .\ufb01 import z\nfrom .con import x\n",
    [`${FOLDER}__init__.py`]: "from .arguments import *\n".repeat(9000),
  }),
});

/** Asked of this Python, which says what it likes; one beside the config is not. */
const ANSWER = `#!/bin/sh\ncat > /dev/null\necho '${JSON.stringify({ ...SOUND, verdict: { launches: true } })}'\n`;
const ASKED = "NEOX verify a.yml --neox n --python python3";

test.concurrent.for([
  `PATH=:$PWD/p:/usr/bin:/bin ${ASKED}`,
  `PATH=$PWD/p::/usr/bin:/bin: ${ASKED}`,
  `PATH=./:d/..:$PWD/p:/usr/bin:/bin ${ASKED}`,
  `PATH=.:./.:$PWD/../nowhere:/usr/bin/none ${ASKED}; true`,
  `PATH= ${ASKED}; true`,
  `env -u PATH $(command -v node) -e 0; PATH=. ${ASKED}; true`,
  `PATH='~':'$PWD':"$PWD/a.yml":$PWD/l:$PWD/f:$PWD/p:/usr/bin:/bin ${ASKED}`,
  `PATH=$(printf "$PWD/d/%s:" {1..2000})$PWD/p:/usr/bin:/bin ${ASKED}`,
  `PATH=$'\\n::add-mask::x:'$PWD/p:/usr/bin:/bin ${ASKED}`,
  `cd d; PATH=..:$PWD/../p:/usr/bin:/bin NEOX verify ../a.yml --neox ../n --python python3`,
  `PATH=.:$PWD/p:/usr/bin:/bin ${ASKED} --launch-directory d`,
  `PATH=$PWD/p:/usr/bin:/bin ${ASKED} --launch-directory nowhere; true`,
  `TMPDIR=. PATH=$PWD/p:/usr/bin:/bin ${ASKED} --launch-directory d; ls -A . d | grep neox-config- && exit 9; true`,
  `TMPDIR=a.yml PATH=$PWD/p:/usr/bin:/bin ${ASKED}; true`,
] as const)("%s", async (line, { onTestFinished }) => {
  const folder = hostileFolder({ "a.yml": MODEL, "d/.keep": "", ...checkoutIn("n") }, onTestFinished);
  for (const place of ["python3", "d/python3", "node", "sh", "env"])
    chmodSync(plant(folder, place, `#!/bin/sh\ntouch "${folder}/RAN"\n`), 0o755);
  chmodSync(plant(folder, "p/python3", ANSWER), 0o755);
  plant(folder, "f/python3", "no program");
  plant(folder, "l/python3/x", "");
  const { exit } = await inShell(line, folder);
  expect([0, 2]).toContain(exit);
  expect(existsSync(join(folder, "RAN"))).toBe(false);
  expect(textOf(folder, "a.yml")).toBe(MODEL);
});

/** What a checkout does where it reads the config; the user asked for it, and it may harm itself alone. */
const DOES: Readonly<Record<string, string>> = {
  "ends at once": "import os; os._exit(0)",
  "ends as if all were well": "import sys; sys.exit(0)",
  aborts: "import os; os.abort()",
  "closes all that is open": "import os; os.closerange(0, 99)",
  "answers in our place":
    "import os; [os.write(fd, b'{\"python\":\"3\"}') for fd in (3, 4, 5, 6) if os.path.exists(f'/proc/self/fd/{fd}') and not os.get_inheritable(fd)]",
  "raises what has no text":
    "class E(Exception):\n            def __str__(self): raise self\n        raise E()",
  "raises a text that is none": 'raise ValueError("\\ud800" * 9)',
  "raises 90,000,000 letters": 'raise ValueError("x" * 90_000_000)',
  "raises itself for ever": "raise RecursionError(cls.from_ymls(paths))",
  "raises what ends a program": "raise KeyboardInterrupt()",
  "raises for what is not there, each time another":
    "import os; raise ModuleNotFoundError('x', name=f'p{os.getpid()}')",
  "raises for a package with a name of orders": "raise ModuleNotFoundError('x', name='\\n::error::x ##[y]')",
  "writes JSON of its own":
    "import json; json.dumps = lambda *_, **__: '\\n::add-mask::x'; json.loads = None",
  "takes away what all need": "import builtins; builtins.open = builtins.print = builtins.str = None",
  "takes the standard streams away": "import sys; sys.stdout = sys.stderr = sys.stdin = sys.path = None",
  "removes the folder of its files": "import shutil, os; shutil.rmtree(os.environ['TMPDIR'])",
  "locks the folder of its files":
    "import os; os.mkdir(os.environ['TMPDIR'] + '/x'); os.chmod(os.environ['TMPDIR'] + '/x', 0)",
  "warns 30,000 times":
    "import logging; [logging.warning('w%d \\x1b[31m\\n::error::x', i) for i in range(30000)]",
  "hears no alarm":
    "import signal; signal.signal(signal.SIGALRM, signal.SIG_IGN); signal.setitimer(signal.ITIMER_REAL, 0)",
  "goes on behind its answer": "import atexit, time; atexit.register(lambda: time.sleep(99))",
  "leaves a thread": "import threading, time; threading.Thread(target=time.sleep, args=(99,)).start()",
  "leaves a process that holds all":
    "import subprocess; subprocess.Popen(['sleep', '20'], start_new_session=True)",
  "asks for more than there may be": "x = 'x' * 10 ** 12",
};
const reason = isThere ? "" : " (skipped: no python3 with PyYAML; PYTHON names one)";

test.skipIf(!isThere).concurrent.for(Object.entries(DOES))(
  `a checkout that %s${reason}`,
  async ([, does], { onTestFinished }) => {
    const folder = hostileFolder({ "a.yml": "hidden_size: 8\n" }, onTestFinished);
    for (const [name, text] of Object.entries(CHECKOUT))
      plant(folder, `n/${name}`, text.replace("config = {}", `config = {}\n        ${does}`));
    const args = ["verify", "a.yml", "--neox", "n", "--python", PYTHON, "--seconds", "4"];
    expectWithstood(await attacked(args, { cwd: folder }), args);
    expect(textOf(folder, "a.yml")).toBe("hidden_size: 8\n");
  },
);

/** What a Python takes from around it, as users have it set or a machine has. */
test
  .skipIf(!isThere)
  .concurrent.for([
    "PYTHONSTARTUP=evil.py PYTHONINSPECT=1",
    "PYTHONBREAKPOINT=evil.x PYTHONWARNINGS=error::evil.X",
    "PYTHONOPTIMIZE=2 PYTHONHASHSEED=0",
    "PYTHONIOENCODING=utf-16 PYTHONUTF8=0 LC_ALL=C",
    "PYTHONVERBOSE=1 PYTHONDEVMODE=1",
    "PYTHONHOME=.",
    "PYTHONHASHSEED=x",
    "PYTHONPYCACHEPREFIX=. PYTHONDONTWRITEBYTECODE=",
    "PYTHONNOUSERSITE= PYTHONEXECUTABLE=evil.py PYTHONCASEOK=1",
    "STAND_INS='yaml evil json' NEOX=. FOLDER=/nowhere SECONDS=0 MEMORY=1",
    "PYTHONPATH=:/nowhere PYTHONPROFILEIMPORTTIME=1",
    "PYTHONPATH=.:/nowhere: PYTHONSAFEPATH=",
  ] as const)(`%s${reason}`, async (variables, { onTestFinished }) => {
  const folder = hostileFolder({ "a.yml": "hidden_size: 8\n" }, onTestFinished);
  for (const [name, text] of Object.entries(CHECKOUT)) plant(folder, `n/${name}`, text);
  for (const name of ["evil", "json", "yaml", "signal", "sitecustomize", "usercustomize"])
    plant(folder, `${name}.py`, `open(${JSON.stringify(join(folder, "RAN"))}, "w")\n`);
  plant(
    folder,
    "lib/python3.11/site-packages/x.pth",
    `import os; open(${JSON.stringify(join(folder, "RAN"))}, "w")\n`,
  );
  const line = `export ${variables}; NEOX verify a.yml --neox n --python "${PYTHON}" --seconds 6`;
  const { exit } = await inShell(line, folder);
  expect([0, 1, 2]).toContain(exit);
  expect(existsSync(join(folder, "RAN"))).toBe(false);
});
