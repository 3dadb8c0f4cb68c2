import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hostileFolder, MENDABLE, MODEL, mended, textOf } from "../command";
import { inShell } from "../inShell";

const FILES = {
  "a.yml": MODEL,
  "w.yml": `${MENDABLE}hidden_siz: 1\n`,
  "deep.yml": `${MODEL}x: ${"[".repeat(470)}${"]".repeat(470)}\n`,
  ...Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`many/${i}.yml`, `${MODEL}hidden_siz: ${i}\n`]),
  ),
};
/** A machine, a shell or a user whose habits nobody asked for. */
test.concurrent.for([
  "GITHUB_ACTIONS=true GITHUB_OUTPUT=/dev/full GITHUB_STEP_SUMMARY=/nowhere NEOX check w.yml --format github > /dev/null",
  "GITHUB_WORKSPACE=$'/\\n::x' RUNNER_DEBUG=1 NEOX check w.yml --format github > /dev/null",
  "CI_PROJECT_DIR=$'\\e[2J' GITLAB_CI=true NEOX check w.yml --format gitlab | cat",
  "TF_BUILD=True NEOX check w.yml",
  "COLUMNS=0 NEOX --help > /dev/null; COLUMNS=1 NEOX check --help > /dev/null; COLUMNS=-1 NEOX man > /dev/null",
  "COLUMNS=$'\\n' LINES=x NEOX explain hidden_size > /dev/null",
  "FORCE_COLOR=$'\\n::x' NEOX check w.yml; CLICOLOR_FORCE=1 NEOX check w.yml > /dev/null",
  "LC_ALL=xx_YY.\u00e9 LANGUAGE=zh_CN:zh NEOX check w.yml",
  "LANG=zh_CN.GB18030 NEOX check w.yml",
  "PWD=/nowhere OLDPWD= NEOX check a.yml",
  "PWD=$'/\\n::add-mask::x' NEOX check a.yml",
  "SOURCE_DATE_EPOCH=-1 TZ=Nowhere/Nothing NEOX schedule a.yml",
  "GIT_DIR=/dev/zero GIT_WORK_TREE=/ NEOX check --each .",
  "GIT_CONFIG_GLOBAL=/dev/zero XDG_CONFIG_HOME=/dev HOME=/dev/zero NEOX check --each .",
  "GIT_CEILING_DIRECTORIES=/ GIT_EXTERNAL_DIFF='touch RAN' NEOX check w.yml --fix --dry-run > /dev/null",
  "EDITOR='touch RAN' VISUAL='touch RAN' SHELL='touch RAN' NEOX completion bash > /dev/null",
  "PYTHONSTARTUP=x.py PYTHONHOME=/dev/zero PYTHONPATH=. NEOX environment a.yml",
  "CONDA_PREFIX=. VIRTUAL_ENV=. NEOX environment a.yml --format json",
  "NODE_OPTIONS='--max-old-space-size=60' NEOX check a.yml",
  "NODE_OPTIONS='--disable-proto=throw' NEOX check w.yml",
  "NODE_OPTIONS='--frozen-intrinsics --no-warnings' NEOX check w.yml",
  "NODE_OPTIONS='--unhandled-rejections=strict --throw-deprecation' NEOX check w.yml",
  "NODE_OPTIONS='--jitless --no-warnings' NEOX check a.yml",
  "NODE_ENV=$'\\n' UV_THREADPOOL_SIZE=0 NEOX check --each .",
  "UV_THREADPOOL_SIZE=1 NEOX check --each .",
  "ulimit -u 60 2> /dev/null; NEOX check a.yml; true",
  "ulimit -c 0; ulimit -l 0; ulimit -q 0; NEOX check --each .",
  "ulimit -n 40; NEOX check --each many",
  "(NEOX check --each many; NEOX check --each many) | head -c 1",
  "NEOX check --each many | (sleep 0.5; head -c 1)",
  "NEOX effective a.yml --format json | (read -N 5; exec 0<&-; sleep 0.3)",
  "NEOX check --each many --format json > >(sleep 0.2) 2> >(true)",
  "setsid NEOX check a.yml < /dev/null",
  "(NEOX check a.yml &) ; wait",
  "trap '' PIPE; NEOX schema | true",
  "trap '' HUP INT TERM; NEOX check a.yml",
  "NEOX check --each many & kill -STOP $!; kill -CONT $!; wait",
  "NEOX check --each many & kill -USR2 $!; wait",
  "NEOX check --each many & kill -WINCH $!; kill -QUIT $!; wait",
  "yes | NEOX check a.yml",
  "yes '- a' | head -c 1900000 | NEOX check -",
  "(cat a.yml; sleep 0.2; printf 'min_l'; sleep 0.2; echo 'r: 1e-5') | NEOX check -",
  "(printf 'save: \\xe4'; sleep 0.2; printf '\\xb8\\xad\\n'; cat a.yml) | NEOX effective -",
  "NEOX check - - < a.yml",
  "NEOX check a.yml - < /dev/null",
  "exec 9< <(sleep 100); NEOX check a.yml; kill $!",
  "mkdir -p deep/$(printf 'd%.0s' {1..200}); NEOX check --each deep",
  "touch -d @0 a.yml; touch -d '9999-01-01' w.yml; NEOX check --each . --fix",
  "chmod 000 .; NEOX check a.yml; chmod 700 .",
  "ln -s / root; NEOX check --each . ",
  "printf '%s\\n' many/*.yml | xargs -n 1000 true; NEOX check --each many/*.yml",
] as const)("%s", async (line, { onTestFinished }) => {
  const folder = hostileFolder(FILES, onTestFinished);
  const { exit } = await inShell(line, folder);
  expect([0, 1, 2]).toContain(exit);
  expect(existsSync(join(folder, "RAN"))).toBe(false);
  expect(textOf(folder, "a.yml")).toBe(MODEL);
});

/** One file that is mended, or as it was, whatever happens meanwhile. */
test.concurrent.for([
  ["the clock is at its beginning", "faketime 1970-01-01 true 2> /dev/null; NEOX check a.yml --fix"],
  ["its threads are one", "UV_THREADPOOL_SIZE=1 NEOX check a.yml --fix"],
  ["its output is a broken pipe", "NEOX check a.yml --fix | true"],
  ["its output is full", "NEOX check a.yml --fix > /dev/full 2>&1"],
  ["its output is closed", "NEOX check a.yml --fix >&- 2>&-"],
  ["its output is the file that is mended", "NEOX check a.yml --fix 1<> a.yml > /dev/null"],
  [
    "it is stopped and goes on",
    "NEOX check a.yml --fix & sleep 0.3; kill -STOP $!; sleep 0.1; kill -CONT $!; wait",
  ],
  ["it hears its terminal go", "NEOX check a.yml --fix & sleep 0.35; kill -HUP $!; wait"],
  ["it is killed a little later", "NEOX check a.yml --fix & sleep 0.4; kill -9 $!; wait; rm -f a.yml.*.tmp"],
  ["six others mend it", "for i in 1 2 3 4 5 6; do NEOX check a.yml --fix & done; wait"],
  [
    "its folder is moved",
    "mkdir d; mv a.yml d; NEOX check d/a.yml --fix & sleep 0.3; mv d e; wait; mv e/a.yml .",
  ],
  [
    "its mode changes all the time",
    "(while :; do chmod 400 a.yml; chmod 600 a.yml; done) & NEOX check a.yml --fix; kill $!; chmod 600 a.yml",
  ],
  [
    "a second name of it comes and goes",
    "(while :; do ln a.yml b; rm b; done) 2> /dev/null & NEOX check a.yml --fix; kill $!; rm -f b",
  ],
  [
    "it becomes a link all the time",
    "cp a.yml b; (while :; do ln -sf b n; mv -Tf n a.yml; cp b m; mv -Tf m a.yml; done) 2> /dev/null & NEOX check a.yml --fix; kill $!; wait; rm -f n m; cp --remove-destination $(readlink -f a.yml) z; mv -f z a.yml; rm -f b",
  ],
  ["its open files are few", "ulimit -n 22; NEOX check a.yml --fix"],
] as const)("a file is whole while %s", async ([, line], { onTestFinished }) => {
  const folder = hostileFolder({ "a.yml": MENDABLE }, onTestFinished);
  await inShell(`${line}; true`, folder);
  expect([MENDABLE, mended(MENDABLE)]).toContain(textOf(folder, "a.yml"));
  const { stdout } = await inShell("ls -A", folder);
  expect(stdout.split("\n").filter((name) => /tmp$/.test(name))).toEqual([]);
});
