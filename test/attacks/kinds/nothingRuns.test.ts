import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { MODEL, plant, textOf } from "../command";
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

/** A folder of these files in which this is asked. */
const asked = (files: Readonly<Record<string, string>>, ...args: readonly string[]) => runs({ files, args });

carryOut({
  "modules of the names of Node's own and of our packages": programs({
    "node_modules/fs/index.js": NODE,
    "node_modules/valibot/index.js": NODE,
    "node_modules/string-width/index.js": NODE,
    "node_modules/@lezer/python/index.js": NODE,
    "node_modules/diff/index.js": NODE,
  }),
  "files of the names of those beside the command": programs(
    {
      "dist/loads.js": NODE,
      "loads.js": NODE,
      "documentation.js": NODE,
      "pythonParser.js": NODE,
      "ask/verify.py": PYTHON,
      "rules.en.json": "[",
      "report.js": NODE,
    },
    ...["report", "a.yml", "--neox", ".", "--html", "o.html"],
  ),
  "resolvers of packages": programs({
    ".pnp.cjs": NODE,
    ".pnp.loader.mjs": MODULE,
    ".yarnrc.yml": "yarnPath: ./evil.js\n",
    "package.json": '{"type": "module", "imports": {"#x": "./evil.js"}, "exports": "./evil.js"}',
    "evil.js": MODULE,
  }),
  "configurations of other tools": programs({
    "babel.config.js": NODE,
    ".eslintrc.js": NODE,
    "vite.config.js": NODE,
    ".mocharc.js": NODE,
    "esbuild.config.js": NODE,
  }),
  "helpers of Git": programs({
    ".git/HEAD": "ref: refs/heads/main\n",
    ".git/config":
      '[core]\n\tsshCommand = touch RAN\n\teditor = touch RAN\n\tworktree = /\n[credential]\n\thelper = !touch RAN\n[diff]\n\texternal = touch RAN\n[includeIf "gitdir:*"]\n\tpath = evil\n',
    ".git/index": "DIRC",
    ".gitmodules": '[submodule "x"]\n\tpath = x\n\turl = --upload-pack=touch\\ RAN\n',
  }),
  "ignore files of orders": programs({
    ".gitignore": "!$(touch RAN)\n`touch RAN`\n#!touch RAN\n",
    ".neox-configignore": "|touch RAN\n",
  }),
  "tags of every language": config(
    'x: !!python/object/new:os.system ["touch RAN"]\ny: !!python/object/apply:subprocess.Popen [[touch, RAN]]\nz: !include evil.yml\nw: !ENV "$(touch RAN)"\nv: !!js/undefined ""',
  ),
  "variables of a shell in values": config(
    "save: $HOME/$(touch RAN)\nload: ~/`touch RAN`\nvocab_file: $RAN",
    ...["effective", "a.yml"],
  ),
  "templates in values": config(
    "save: \"{{ cycler.__init__.__globals__.os.popen('touch RAN').read() }}\"\nload: \"<%= require('fs').writeFileSync('RAN', '') %>\"",
    ...["report", "a.yml", "--html", "o.html"],
  ),
  "an old pickle that calls the system": asked(
    {
      "a.yml": `${MODEL}load: c\n`,
      "c/latest": "global_step1",
      "c/global_step1/mp_rank_00_model_states.pt": "cposix\nsystem\n(S'touch RAN'\ntR.",
      "c/sitecustomize.py": PYTHON,
    },
    ...["compare", "a.yml", "--checkpoint"],
  ),
  "a data set of numpy's objects": asked(
    {
      "a.yml": `${MODEL}data_path: d/x\n`,
      "d/x.idx":
        "\x93NUMPY\x01\x00v\x00{'descr': '|O', 'fortran_order': False, 'shape': (1,), }cposix\nsystem\n(S'touch RAN'\ntR.",
      "d/x.bin": "x",
    },
    ...["check", "a.yml"],
  ),
  "a model of its own code beside a tokenizer of its own": asked(
    {
      "a.yml": MODEL,
      "m/config.json":
        '{"model_type": "evil", "auto_map": {"AutoModel": "evil.X"}, "custom_pipelines": {"a": {"impl": "evil.py"}}}',
      "m/evil.py": PYTHON,
      "m/tokenizer.json": '{"pre_tokenizer": {"type": "Custom", "code": "touch RAN"}}',
      "m/chat_template.jinja": "{{ 1 }}",
    },
    ...["check", "a.yml", "--same-as", "m"],
  ),
  "a log of orders": asked(
    {
      "a.yml": MODEL,
      "a.log":
        "cmd = ['touch', 'RAN']\n$(touch RAN)\nTraceback (most recent call last):\n  File \"$(touch RAN)\", line 1, in `touch`\nValueError: ; touch RAN\n",
    },
    ...["why", "a.log", "a.yml"],
  ),
  "names of files that are orders or flags": asked(
    Object.fromEntries(
      ["$(touch RAN)", "`touch RAN`", "; touch RAN;", "--fix", "-", "|touch RAN", "--html=RAN"].map(
        (name) => [`${name}.yml`, MODEL],
      ),
    ),
    ...["check", "--each", "."],
  ),
  "a file with the name of a flag that writes": asked(
    { "--html=RAN": MODEL, "a.yml": MODEL },
    ...["report", "--", "a.yml", "--html=RAN"],
  ),
  "a file with the name of a flag that mends": {
    ...asked({ "--fix": `${MODEL}min_lr: 1e-5\n` }, "check", "--", "--fix"),
    afterwards: (folder) => expect(textOf(folder, "--fix")).toContain("1e-5"),
  },
  "a checkout that builds itself": programs(
    {
      "setup.py": PYTHON,
      "pyproject.toml": '[build-system]\nbuild-backend = "evil"\n',
      "evil.py": PYTHON,
      "megatron/neox_arguments/arguments.py": `${PYTHON}@dataclass\nclass NeoXArgsX:\n    a: int = __import__('os').system('touch RAN')\n`,
    },
    ...["report", "a.yml", "--neox", "."],
  ),
  "a project file that wishes for more than there is": programs(
    {
      ".neox-config.yml":
        "neox: .\npython: ./evil\nverify: true\ncommand: touch RAN\nlaunches: [{name: '$(touch RAN)', files: [a.yml], gpus: '`touch RAN`'}]\n",
      evil: SHELL,
    },
    "check",
  ),
  "scripts of words that are orders": programs({
    "run.sh": `${SHELL}eval "$(touch RAN)"\npython ./deepy.py train.py a.yml <(touch RAN) \`touch RAN\`\n`,
    Makefile: "x:\n\tpython deepy.py train.py $(shell touch RAN) a.yml\n",
    "job.slurm": "#SBATCH --wrap='touch RAN'\nsrun python deepy.py train.py a.yml\n",
  }),
  "programs of the command's own name": programs({
    "neox-config": SHELL,
    "neox-config.cmd": "touch RAN",
    "a.yml.exe": SHELL,
  }),
});
