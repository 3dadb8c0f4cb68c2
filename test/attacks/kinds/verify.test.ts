import { chmodSync, readdirSync } from "node:fs";
import { expect } from "vitest";
import { MODEL, plant } from "../command";
import { type Attack, carryOut } from "./attack";

const ARGUMENTS =
  "from dataclasses import dataclass\n@dataclass\nclass NeoXArgsModel:\n    num_layers: int = None\n";

/** Asked of a Python that is a script. */
const script = (lines: string, ...args: readonly string[]): Attack => ({
  files: {
    "a.yml": MODEL,
    "n/megatron/neox_arguments/neox_args.py": ARGUMENTS,
    "n/megatron/neox_arguments/arguments.py": ARGUMENTS,
  },
  args: ["verify", "a.yml", "--neox", "n", "--python", "./python", "--seconds", "3", ...args],
  prepare: (folder) => chmodSync(plant(folder, "python", `#!/bin/sh\n${lines}\n`), 0o755),
  afterwards: (folder) => expect(readdirSync(folder).sort()).toEqual(["a.yml", "n", "python"]),
});

/** One that prints this, whatever it is asked. */
const printing = (text: string, ...args: readonly string[]) =>
  script(`cat > /dev/null; cat <<'END'\n${text}\nEND`, ...args);

const ORDER = "\n::add-mask::x\n##vso[task.x]\u001b[2J\u202e";
const SOUND = { python: "3", torch: null, standIns: { missing: [], notRun: [] } };
const STOPS = {
  launches: false,
  phase: "args",
  type: "ValueError",
  message: "x",
  at: null,
  frames: [],
  logged: [],
};
const answer = (value: unknown, ...args: readonly string[]) => printing(JSON.stringify(value), ...args);
const verdict = (changes: object, ...args: readonly string[]) =>
  answer({ ...SOUND, verdict: { ...STOPS, ...changes } }, ...args);

const NO_ANSWERS = ["null", "[]", "5", '"x"', "{}", '{"verdict":5}', "", "{", "NaN", "[".repeat(100_000)];

carryOut({
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
