import { chmodSync, existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "vitest";
import { MENDABLE, MODEL, plant } from "../command";
import { type Attack, carryOut } from "./attack";
import { bytes, pickle, zip } from "./dataFiles";

/** What leaves a file `RAN` in the folder where it runs. */
const NODE = "#!/usr/bin/env node\nrequire('fs').writeFileSync('RAN', '')\n";
const SHELL = "#!/bin/sh\ntouch RAN\n";
const PYTHON = "#!/usr/bin/env python3\nopen('RAN', 'w')\n";
const ORDER = "$(touch RAN)";

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Files of a repository, all of which may be run, and the command that meets them. */
const meets = (files: Files, ...args: readonly string[]): Attack => ({
  args: args.length > 0 ? args : ["check", "--each", "."],
  prepare(folder) {
    for (const [name, text] of Object.entries({ "a.yml": MODEL, ...files }))
      chmodSync(plant(folder, name, text), 0o755);
  },
  afterwards: (folder) => expect(existsSync(join(folder, "RAN"))).toBe(false),
});

/** `os.system("touch RAN")`, as a pickle of protocol 2 says it. */
const CALL = pickle("cposix\nsystem\nX\x09\x00\x00\x00touch RAN\x85R.");
const EVAL = pickle("c__builtin__\neval\nX\x14\x00\x00\x00open('RAN','w') or 1\x85R.");
const archive = await zip({
  "a/data.pkl": CALL,
  "a/version": bytes("3"),
  "a/code/x.py": bytes(PYTHON),
  "a/.data/serialization_id": bytes("1"),
});
const script = await zip({
  "a/data.pkl": EVAL,
  "a/constants.pkl": CALL,
  "a/code/__torch__.py": bytes(PYTHON),
  "a/version": bytes("3"),
});
const STEP = "c/global_step1";
const loading = { "a.yml": `${MODEL}load: c\npipe_parallel_size: 1\n`, "c/latest": "global_step1" };

carryOut({
  "archives of a checkpoint that call the system": meets(
    {
      ...loading,
      [`${STEP}/mp_rank_00_model_states.pt`]: archive,
      [`${STEP}/layer_00-model_00-model_states.pt`]: script,
    },
    ...["check", "a.yml"],
  ),
  "a checkpoint whose latest step is an order": meets(
    { ...loading, "c/latest": `${ORDER}; touch RAN | touch RAN\n` },
    "check",
    "a.yml",
  ),
  "configs of a checkpoint with tags and orders": meets(
    {
      ...loading,
      [`${STEP}/mp_rank_00_model_states.pt`]: archive,
      [`${STEP}/configs/a.yml`]: "x: !!python/object/apply:os.system ['touch RAN']\n",
    },
    ...["compare", "a.yml", "--checkpoint"],
  ),
  "modules of the names that a checkpoint's pickle asks for": meets(
    {
      ...loading,
      [`${STEP}/mp_rank_00_model_states.pt`]: archive,
      "posix.py": PYTHON,
      "torch.py": PYTHON,
      "c/posix.js": NODE,
      "posix.node": NODE,
    },
    ...["report", "a.yml"],
  ),
  "weights of Hugging Face that are a pickle": meets(
    {
      "config.json": '{"model_type": "gpt_neox"}',
      "pytorch_model.bin": archive,
      "model.safetensors": CALL,
      "training_args.bin": CALL,
    },
    "from-hf",
    ".",
  ),
  "a model of Hugging Face whose names are orders": meets(
    {
      "m/config.json": JSON.stringify({
        model_type: "gpt_neox",
        _name_or_path: `| touch RAN`,
        tokenizer_class: ORDER,
        torch_dtype: ORDER,
        hidden_act: "eval('1')",
        auto_map: { AutoConfig: `--x y--${ORDER}` },
      }),
      "m/adapter_config.json": '{"base_model_name_or_path": "| touch RAN"}',
      "a.yml": `# neox-config: same-as m\n${MODEL}`,
    },
    ...["check", "a.yml"],
  ),
  "a tokenizer of programs": meets({
    "a.yml": `${MODEL}tokenizer_type: HFTokenizer\nvocab_file: t/tokenizer.json\nmerge_file: t/merges.txt\n`,
    "t/tokenizer.json": `{"model": {"type": "!!js/function 'touch RAN'"}, "__proto__": {"toJSON": "${ORDER}"}}`,
    "t/merges.txt": SHELL,
    "t/tokenization_evil.py": PYTHON,
  }),
  "a vocabulary that is a pickle": meets(
    { "a.yml": `${MODEL}tokenizer_type: TiktokenTokenizer\nvocab_file: v.pkl\n`, "v.pkl": CALL },
    "check",
    "a.yml",
  ),
  "data sets that are programs and pickles": meets(
    {
      "a.yml": `${MODEL}train_data_paths: [d/x, "${ORDER}", "| touch RAN"]\n`,
      "d/x.idx": CALL,
      "d/x.bin": SHELL,
      "d/x.py": PYTHON,
      "d/x_cache.npy": CALL,
    },
    "check",
    "a.yml",
  ),
  "hosts that are flags of ssh": meets(
    {
      "a.yml": `${MODEL}hostfile: h\n`,
      h: `-oProxyCommand=touch\${IFS}RAN slots=8\n${ORDER} slots=8\n`,
      ".deepspeed_env": "LD_PRELOAD=./x.so\n",
      "x.so": SHELL,
    },
    ...["report", "a.yml"],
  ),
  "environments of a Python with files that it runs when it begins": meets(
    {
      "v/pyvenv.cfg": `home = ${ORDER}\nexecutable = ./evil\nversion = 3.10.0\n`,
      "v/bin/python": SHELL,
      "v/bin/activate": SHELL,
      "v/lib/python3.10/site-packages/sitecustomize.py": PYTHON,
      "v/lib/python3.10/site-packages/__editable___x_finder.py": PYTHON,
      "v/lib/python3.10/site-packages/x.pth": "import evil\n/tmp\nimport os;os.system('touch RAN')\n",
      "v/lib/python3.10/site-packages/torch-2.0.dist-info/METADATA": `Name: torch\nVersion: ${ORDER}\nRequires-Dist: x @ git+ssh://-oProxyCommand=touch\n`,
      "v/lib/python3.10/site-packages/torch-2.0.dist-info/direct_url.json":
        '{"url": "file:///| touch RAN", "dir_info": {"editable": true}}',
      "v/lib/python3.10/site-packages/torch-2.0.dist-info/entry_points.txt":
        "[console_scripts]\nx = evil:main\n",
    },
    ...["environment", "a.yml", "--python", "v"],
  ),
  "a Python that is a link to a program of the folder": {
    ...meets({ evil: SHELL, python3: SHELL }, "environment", "a.yml", "--python", "p"),
    prepare(folder) {
      plant(folder, "a.yml", MODEL);
      chmodSync(plant(folder, "evil", SHELL), 0o755);
      symlinkSync("evil", join(folder, "p"));
    },
  },
  "converters of a checkout": meets(
    {
      "tools/ckpts/convert_neox_to_hf.py": PYTHON,
      "tools/__init__.py": PYTHON,
      "megatron/neox_arguments/arguments.py": PYTHON,
      "megatron/neox_arguments/neox_args.py": "@dataclass\nclass NeoXArgsX:\n    a: int = 1\n",
      "megatron/fused_kernels/setup.py": PYTHON,
      "megatron/fused_kernels/x.so": SHELL,
    },
    ...["converts", "a.yml", "--tool", "convert_neox_to_hf", "--neox", "."],
  ),
  "a checkout whose declarations are formats, templates and calls": meets(
    {
      "megatron/neox_arguments/neox_args.py": `@dataclass\nclass NeoXArgsX:\n    a: str = f"{open('RAN', 'w')}"\n    """{{ open('RAN','w') }} ${ORDER} <%= 1 %>"""\n    b: Literal[exec("open('RAN','w')")] = eval("1")\n`,
      "megatron/neox_arguments/arguments.py": "",
    },
    ...["schema", "--neox", "."],
  ),
  "configs that begin as programs, mended": meets(
    { "a.yml": `#!/bin/sh -c "touch RAN"\n${MENDABLE}`, "b.yml": `#!/usr/bin/env node\n${MENDABLE}` },
    "check",
    "--each",
    ".",
    "--fix",
  ),
  "a project file of what other tools run": meets(
    {
      ".neox-config.yml": `extends: ./evil.js\nplugins: [./evil]\nenv: {NODE_OPTIONS: --require ./evil.js}\nhooks: {post: touch RAN}\n$schema: ./evil.js\nlaunch-directory: "${ORDER}"\nlaunches: [{name: "${ORDER}", files: ["${ORDER}.yml"]}]\n`,
      [`${ORDER}.yml`]: MODEL,
      "evil.js": NODE,
    },
    "check",
  ),
  "translations, pages and styles in the places of ours": meets(
    {
      "l10n/bundle.l10n.json": NODE,
      "l10n/bundle.l10n.zh-cn.json": "{",
      "report/report.js": NODE,
      "dist/report.css": "@import 'x'",
      "server/src/index.js": NODE,
      "package.nls.json": NODE,
    },
    ...["report", "a.yml", "--html", "o.html"],
  ),
  "programs that unpack": meets(
    {
      gzip: SHELL,
      zcat: SHELL,
      xz: SHELL,
      zstd: SHELL,
      "x.log.xz": "x",
      "x.log": gzipSync(
        `${ORDER}\nTraceback (most recent call last):\n  File "x.py", line 1, in y\nValueError: ${ORDER}\n`,
      ),
    },
    "why",
    "x.log",
    "x.log.xz",
    "a.yml",
  ),
  "a log that says which Python and which files": meets(
    {
      "x.log": `cmd = ['./evil', '-m', 'x']\n[2024-01-01 00:00:00,000] [INFO] [runner.py:571:main] cmd = ./evil -u -m deepspeed.launcher.launch --world_info=${Buffer.from('{"$(touch RAN)": [0]}').toString("base64")}\nTraceback (most recent call last):\n  File "./evil.py", line 1, in <module>\n    import evil\nModuleNotFoundError: No module named 'evil; touch RAN'\n`,
      evil: SHELL,
      "evil.py": PYTHON,
    },
    ...["why", "x.log", "a.yml", "--format", "json"],
  ),
  "configurations of Node in all places": meets({
    "node.config.json": '{"nodeOptions": {"import": ["./evil.js"]}}',
    "tsconfig.json": '{"compilerOptions": {"plugins": [{"name": "./evil.js"}]}}',
    ".node_repl_history": NODE,
    "node_modules/.bin/neox-config": NODE,
    "node_modules/.hooks/preinstall": SHELL,
    "package-lock.json": "{",
    "evil.js": NODE,
  }),
  "a Git that is a file, and points at another's hooks": meets({
    ".git": "gitdir: g\n",
    "g/HEAD": "ref: refs/heads/main\n",
    "g/config": "[core]\n\thooksPath = ../h\n\tfsmonitor = ./h/x\n[alias]\n\tstatus = !touch RAN\n",
    "g/commondir": "../g\n",
    "h/x": SHELL,
    "h/post-checkout": SHELL,
  }),
  "scripts that eval, source and trap": meets(
    {
      "run.sh": `. ./evil\nsource <(touch RAN)\ntrap 'touch RAN' EXIT\neval "$(cat evil)"\nA=\`touch RAN\`\ndeepy.py train.py a.yml "$A" \${B:=$(touch RAN)}\n`,
      evil: SHELL,
      BASH_ENV: SHELL,
    },
    "check",
    "--each",
    ".",
    "--format",
    "sarif",
  ),
  "names in lines of launches that are orders": {
    ...meets({}, "check", "--launches", "-"),
    stdin: `${[ORDER, "| touch RAN", "; touch RAN", "`touch RAN`", "http://x.invalid/a.yml", "file:///proc/self/exe"].map((name) => JSON.stringify({ id: name, files: [name, { name, text: MODEL }], neox: name, gpus: name })).join("\n")}\n`,
  },
  "orders in every option that names something": meets(
    {},
    ...[
      "check",
      "a.yml",
      "--neox",
      "| touch RAN",
      "--same-as",
      "; touch RAN",
      "--launch-directory",
      ORDER,
      "--gpus",
      "$(touch\tRAN)",
    ],
  ),
});
