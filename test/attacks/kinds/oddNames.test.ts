import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { MODEL } from "../command";
import { type Attack, carryOut } from "./attack";

const ARGUMENTS =
  "from dataclasses import dataclass\n@dataclass\nclass NeoXArgsModel:\n    num_layers: int = None\n";

/** Asked of a Python that the system does not even begin to run. */
const asked = (python: string, ...args: readonly string[]): Attack => ({
  files: {
    "a.yml": MODEL,
    "n/megatron/neox_arguments/neox_args.py": ARGUMENTS,
    "n/megatron/neox_arguments/arguments.py": ARGUMENTS,
  },
  args: ["verify", "a.yml", "--neox", "n", "--python", python, ...args],
  prepare: (folder) => symlinkSync("circle", join(folder, "circle")),
});

/** A model that a converter is given. */
const converts = (given: string, ...flags: readonly string[]): Attack => ({
  files: { "a.yml": MODEL, size: "" },
  args: ["converts", "a.yml", "--tool", "convert_hf_llama_to_neox", ...flags, "--given", given],
  prepare: (folder) => symlinkSync("circle", join(folder, "circle")),
});

carryOut({
  "a model that is a device": converts("/dev/zero"),
  "a model that is nothing": converts("/dev/null"),
  "a model in a file": converts("a.yml/x"),
  "a model in a circle": converts("circle"),
  "no name": asked(""),
  "a name of blanks": asked("  "),
  "a name of 100,000 letters": asked("x".repeat(100_000)),
  "a link that leads in a circle": asked("./circle"),
  "a Python in a file": asked("a.yml/python"),
  "a folder to run in that is a file": asked("python3", "--launch-directory", "a.yml"),
  "a folder to run in that is not there": asked("python3", "--launch-directory", "none"),
});
