import { chmodSync, existsSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { MODEL, plant, textOf } from "../command";
import { count } from "../repeat";
import { type Attack, carryOut } from "./attack";
import { checkoutIn, SOUND, STOPS } from "./verified";

/** A config, asked of a Python that is this script; nothing is left behind, and the config is as it was. */
const asked = (config: string, lines: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": config, ...checkoutIn("n") },
  args: ["verify", "a.yml", "--neox", "n", "--python", "./python", "--seconds", "4", ...args],
  prepare: (folder) => chmodSync(plant(folder, "python", `#!/bin/bash\n${lines}\n`), 0o755),
  afterwards(folder) {
    expect(readdirSync(folder).sort()).toEqual(["a.yml", "n", "python"]);
    expect(textOf(folder, "a.yml")).toBe(config);
  },
});
const script = (lines: string, ...args: readonly string[]) => asked(MODEL, lines, ...args);
const said = (json: string) => `cat > /dev/null; cat <<'END'\n${json}\nEND`;
const verdict = (changes: object, config = MODEL, ...args: readonly string[]) =>
  asked(config, said(JSON.stringify({ ...SOUND, verdict: { ...STOPS, ...changes } })), ...args);
const LAUNCHES = JSON.stringify({ ...SOUND, verdict: { launches: true } });

carryOut({
  "a config that stops nobody, and a Python that says so of it": verdict(
    { type: "KeyError", message: "'hidden_siz'" },
    `${MODEL}hidden_siz: 1\n`,
  ),
  "a message of all that the config says": verdict(
    { message: `${MODEL}${"save: x ".repeat(20_000)}` },
    `${MODEL}save: x\n`,
  ),
  "a message of each argument there is, in frames of each phase": verdict({
    message: MODEL.replaceAll(/[:\d\n]/g, " ").repeat(3000),
    phase: "model",
    frames: Array.from(
      { length: 400 },
      (_, i) => `megatron/neox_arguments/arguments.py:${i}:calculate_derived`,
    ),
  }),
  "frames whose lines are beyond counting": verdict({
    frames: [
      `megatron/training.py:${"9".repeat(400)}:f`,
      "megatron/training.py:-1:f",
      "megatron/training.py:1e9:f",
      ":::",
      "a:1:b:2:c:3",
    ],
  }),
  "frames of names of 100,000 letters": verdict({
    frames: Array(190).fill(`megatron/${"a/".repeat(50_000)}x.py:1:f`),
  }),
  "a place that is a Windows path": verdict({
    at: "C:\\x\\megatron\\training.py:1:f",
    frames: ["C:\\x\\y.py:1:f", "\\\\host\\x.py:1:f"],
  }),
  "a message whose lines are frames": verdict({
    message: 'Traceback (most recent call last):\n  File "/x", line 1, in f\n'.repeat(9000),
  }),
  "a message of secrets": verdict(
    { message: `HF_TOKEN=hf_${"a1".repeat(17)} WANDB_API_KEY=${"b".repeat(40)} https://u:p@h/x` },
    MODEL,
    "--format",
    "json",
  ),
  "what was logged in 5,000 lines of 5,000 letters": verdict({
    logged: Array.from({ length: 700 }, (_, i) => `${i}${"x ".repeat(2500)}`),
  }),
  "what was logged in breaks of all kinds": verdict(
    { logged: ["a\r::x\u2028##[error]\u0085b\v\f\u001c\u001d", "\r\n::add-mask::x"] },
    MODEL,
    "--color",
    "always",
  ),
  "an answer with keys twice, the last of which counts": script(
    said(
      `{"python":"3","torch":null,"standIns":{"missing":[],"notRun":[]},"verdict":{"launches":true},"verdict":${JSON.stringify(STOPS)}}`,
    ),
  ),
  "an answer in which all is nothing": script(
    said('{"python":null,"torch":null,"standIns":null,"verdict":null,"failed":null}'),
  ),
  "an answer of 100 levels in each of its parts": script(
    said(
      `{"python":${"[".repeat(100)}${"]".repeat(100)},"verdict":{"message":${'{"a":'.repeat(900)}1${"}".repeat(900)}}}`,
    ),
  ),
  "an answer of half of a character in each text": script(
    said(
      JSON.stringify({
        ...SOUND,
        python: "\ud800",
        torch: "\udfff",
        verdict: { ...STOPS, type: "\ud800", message: "\udfff", at: "\ud800:1:f" },
      }),
    ),
  ),
  "an answer behind a null character": script(`cat > /dev/null; printf '\\0\\n'; printf '%s' '${LAUNCHES}'`),
  "an answer between two of what torch prints without an end of line": script(
    `cat > /dev/null; printf 'W1130 %s E1130' '${LAUNCHES}'`,
  ),
  "an answer in two halves with a second between": script(
    `cat > /dev/null; printf '%s' '${LAUNCHES.slice(0, 20)}'; sleep 1; echo '${LAUNCHES.slice(20)}'`,
  ),
  "an answer by the other stream": script(`cat > /dev/null; echo '${LAUNCHES}' >&2`),
  "an answer by a grandchild that lives longer": script(
    `cat > /dev/null; (sleep 1; echo '${LAUNCHES}') & exit 0`,
  ),
  "an answer, and then for ever nothing": script(`cat > /dev/null; echo '${LAUNCHES}'; exec sleep 1000`),
  "an answer, and then for ever more": script(`cat > /dev/null; echo '${LAUNCHES}'; exec yes`),
  "an answer before anything was asked": script(`echo '${LAUNCHES}'; exec 1>&-; sleep 0.2`),
  "one that reads what it is asked for ever": script("while :; do read -r -t 1 -n 1 x; done"),
  "one that asks back": script("cat; cat /proc/self/environ | tr '\\0' '\\n' | head -c 100 > /dev/null"),
  "one that answers with what it was asked": script("cat; echo; cat"),
  "one that begins 200 others": script(
    `for i in {1..200}; do sleep 100 & done; cat > /dev/null; echo '${LAUNCHES}'`,
  ),
  "one that takes another group for its own, and stays": script(
    `setsid bash -c 'trap "" TERM HUP; sleep 20' & cat > /dev/null; echo '${LAUNCHES}'`,
  ),
  "one that is another by a link": {
    ...script(""),
    prepare: (folder) => symlinkSync("/bin/cat", join(folder, "python")),
  },
  "one that is the command itself": {
    ...script(""),
    prepare: (folder) => symlinkSync(process.execPath, join(folder, "python")),
  },
  "one whose first line names what is not there": {
    ...script(""),
    prepare: (folder) => chmodSync(plant(folder, "python", "#!/nowhere/python\n"), 0o755),
  },
  "one whose first line is longer than a system reads": {
    ...script(""),
    prepare: (folder) => chmodSync(plant(folder, "python", `#!/${"x/".repeat(9000)}\n`), 0o755),
  },
  "one whose first line is itself": {
    ...script(""),
    prepare: (folder) => chmodSync(plant(folder, "python", "#!./python\n"), 0o755),
  },
  "one that writes into its folder": {
    ...script(`cat > /dev/null; touch RAN; echo '${LAUNCHES}'`),
    afterwards: (folder) => expect(existsSync(join(folder, "a.yml"))).toBe(true),
  },
  "a config of a megabyte, of which nothing is read": asked(
    `${MODEL}${count(60_000, (i) => `# comment ${i}\n`)}`,
    `exec 0<&-; echo '${LAUNCHES}'`,
  ),
  "a config of a megabyte, of which half is read": asked(
    `${MODEL}x: "${"\\u2028".repeat(150_000)}"\n`,
    `head -c 300000 > /dev/null; echo '${LAUNCHES}'`,
  ),
  "a config of aliases that multiply": asked(
    `${MODEL}a0: &a0 [1, 1]\n${count(25, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`)}`,
    said(LAUNCHES),
  ),
  "a config that is broken": asked(`${MODEL}x: [\n`, said(LAUNCHES)),
  "a config of code of Python": asked(
    `${MODEL}x: !!python/object/apply:os.system ["touch RAN"]\n`,
    said(LAUNCHES),
  ),
  "a config from a pipe": {
    ...script(said(LAUNCHES)),
    args: ["verify", "-", "--neox", "n", "--python", "./python"],
    stdin: MODEL,
  },
  "one config 100 times": {
    ...script(said(LAUNCHES)),
    args: ["verify", ...Array(100).fill("a.yml"), "--neox", "n", "--python", "./python"],
  },
});
