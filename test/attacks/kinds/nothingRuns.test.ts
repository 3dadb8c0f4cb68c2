import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { MODEL, plant } from "../command";
import { type Attack, type Attacks, carryOut } from "./attack";

/** What leaves a file `RAN` in the folder where it runs. */
const NODE = "#!/usr/bin/env node\nrequire('fs').writeFileSync('RAN', '')\n";
const MODULE = "import { writeFileSync } from 'node:fs'\nwriteFileSync('RAN', '')\nexport default {}\n";
const SHELL = "#!/bin/sh\ntouch RAN\n";
const PYTHON = "#!/usr/bin/env python3\nopen('RAN', 'w')\n";

const runs = (attack: Attack): Attack => ({
  ...attack,
  afterwards: (folder) => expect(existsSync(join(folder, "RAN"))).toBe(false),
});

/** Programs of a repository, all of which may be run, and the command that meets them. */
function programs(files: Readonly<Record<string, string>>, ...args: readonly string[]): Attack {
  return runs({
    args: args.length > 0 ? args : ["check", "--each", "."],
    prepare(folder) {
      for (const [name, text] of Object.entries({ "a.yml": MODEL, ...files }))
        chmodSync(plant(folder, name, text), 0o755);
    },
  });
}

const config = (lines: string, ...args: readonly string[]) =>
  programs({ "a.yml": `${MODEL}${lines}\n` }, ...args);

/** Words that a shell would take for an order. */
const ORDERS = ["$(touch RAN)", "`touch RAN`", "; touch RAN", "| touch RAN", "&& touch RAN", "\ntouch RAN\n"];

const orders: Attacks = Object.fromEntries(
  ORDERS.flatMap((order): readonly (readonly [string, Attack])[] => [
    [
      `${JSON.stringify(order)} in each value that names a file`,
      config(
        [
          "save",
          "load",
          "vocab_file",
          "merge_file",
          "data_path",
          "hostfile",
          "include",
          "launcher",
          "log_dir",
        ]
          .map((key) => `${key}: ${JSON.stringify(order)}`)
          .join("\n"),
        ...["check", "a.yml"],
      ),
    ],
    [
      `${JSON.stringify(order)} in each option`,
      config("", "check", "a.yml", "--neox", order, "--launch-directory", order, "--same-as", order),
    ],
  ]),
);

carryOut({
  ...orders,
  "a configuration of ours in JavaScript": programs({
    "neox-config.js": NODE,
    ".neox-config.js": NODE,
    ".neox-config.cjs": NODE,
    "neox-config.config.mjs": MODULE,
    ".neox-configrc": NODE,
  }),
  "packages that we use": programs({
    "node_modules/commander/index.js": NODE,
    "node_modules/picocolors/index.js": NODE,
    "node_modules/neox-config/index.js": NODE,
    "package.json": '{"main": "node_modules/commander/index.js", "type": "commonjs"}',
  }),
  "an environment for Node": programs({
    ".env": "NODE_OPTIONS=--require=./evil.js\n",
    ".npmrc": "node-options=--require=./evil.js\n",
    ".noderc": "--require ./evil.js\n",
    "evil.js": NODE,
  }),
  "programs of the names of others": programs({
    node: NODE,
    git: SHELL,
    python: SHELL,
    python3: SHELL,
    sh: SHELL,
    "nvidia-smi": SHELL,
    less: SHELL,
  }),
  "hooks of Git": programs({
    ".git/HEAD": "ref: refs/heads/main\n",
    ".git/config":
      '[core]\n\tfsmonitor = "touch RAN"\n\tpager = "touch RAN"\n\thooksPath = .git/hooks\n[filter "x"]\n\tclean = touch RAN\n',
    ".git/hooks/post-checkout": SHELL,
    ".git/hooks/post-index-change": SHELL,
    ".gitattributes": "* filter=x\n",
  }),
  "settings of editors": programs({
    ".vscode/settings.json": '{"neoxConfig.python": "./evil.sh", "neoxConfig.neox": "./evil.sh"}',
    ".vscode/tasks.json": '{"tasks": [{"command": "touch RAN", "runOptions": {"runOn": "folderOpen"}}]}',
    ".editorconfig": "root = $(touch RAN)\n",
    ".exrc": "!touch RAN\n",
    "evil.sh": SHELL,
  }),
  "files of shells": programs({
    ".envrc": SHELL,
    ".bashrc": SHELL,
    ".profile": SHELL,
    Makefile: "all:\n\ttouch RAN\n",
  }),
  "scripts that start a training": programs({
    "run.sh": `${SHELL}python deepy.py train.py a.yml $(touch RAN)\n`,
    "deepy.py": PYTHON,
    "train.py": PYTHON,
  }),
  "a project file of tags": programs({
    ".neox-config.yml":
      "launches: !!python/object/apply:os.system ['touch RAN']\nneox: !!js/function 'touch RAN'\n",
  }),
  "a project file of orders": programs(
    { ".neox-config.yml": "neox: $(touch RAN)\nlaunches: [{name: '`touch RAN`', files: ['| touch RAN']}]\n" },
    "check",
  ),
  "tags of Python": config("save: !!python/object/apply:os.system ['touch RAN']", "check", "a.yml"),
  "tags of Python that make a module": config(
    "save: !!python/module:evil ''\nload: !!python/name:os.system ''",
  ),
  "tags of JavaScript": config("save: !!js/function 'function () { touch RAN }'\nload: !!js/regexp /x/"),
  "a key of a prototype": config(
    "__proto__: {toString: !!js/function 'touch RAN'}\nconstructor: 1",
    "effective",
    "a.yml",
  ),
  "a checkout's modules": programs(
    {
      "megatron/__init__.py": PYTHON,
      "megatron/neox_arguments/__init__.py": PYTHON,
      "megatron/neox_arguments/neox_args.py": `${PYTHON}@dataclass\nclass NeoXArgsX:\n    a: int = open('RAN', 'w')\n`,
      "megatron/neox_arguments/arguments.py": PYTHON,
      "deepy.py": PYTHON,
    },
    ...["check", "a.yml", "--neox", "."],
  ),
  "a checkout's beginnings": programs(
    {
      "sitecustomize.py": PYTHON,
      "usercustomize.py": PYTHON,
      "conftest.py": PYTHON,
      "setup.py": PYTHON,
      "yaml.py": PYTHON,
    },
    ...["report", "a.yml", "--neox", "."],
  ),
  "a Python": programs(
    { "v/bin/python": SHELL, "v/bin/python3": SHELL, "v/pyvenv.cfg": "home = .\n" },
    "environment",
    "a.yml",
    "--python",
    "v",
  ),
  "packages of a Python": programs(
    {
      "v/bin/python": SHELL,
      "v/lib/python3.10/site-packages/evil.pth": "import os; os.system('touch RAN')\n",
      "v/lib/python3.10/site-packages/torch/version.py": PYTHON,
      "v/lib/python3.10/site-packages/torch/__init__.py": PYTHON,
    },
    ...["environment", "a.yml", "--python", "v/bin/python"],
  ),
  "code of a model of Hugging Face": programs(
    {
      "config.json":
        '{"model_type": "gpt_neox", "auto_map": {"AutoConfig": "evil.Config"}, "trust_remote_code": true}',
      "evil.py": PYTHON,
      "configuration_evil.py": PYTHON,
      "tokenizer_config.json": '{"auto_map": {"AutoTokenizer": ["evil.T", null]}}',
    },
    ...["from-hf", "."],
  ),
  "an order in place of a page": config("", "report", "a.yml", "--html", "| touch RAN"),
  "an order in place of a log": config("", "why", "| touch RAN"),
  "an order in place of a pattern": config("", "check", "--each", "$(touch RAN)*.yml"),
  "an order in place of a converter": config("", "converts", "a.yml", "--tool", "; touch RAN"),
});
