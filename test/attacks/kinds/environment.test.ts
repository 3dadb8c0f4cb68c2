import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { MODEL, plant } from "../command";
import { type Attack, carryOut } from "./attack";

const PACKAGES = "v/lib/python3.10/site-packages";

/** A Python that says that it has these packages. */
const python = (folders: readonly string[], ...more: readonly string[]): Attack => ({
  files: { "a.yml": MODEL },
  args: ["environment", "a.yml", "--python", "v", ...more],
  prepare(folder) {
    for (const name of folders) mkdirSync(join(folder, PACKAGES, name), { recursive: true });
  },
});

/** The same in both formats. */
const both = (name: string, ...folders: readonly string[]): Readonly<Record<string, Attack>> => ({
  [name]: python(folders),
  [`${name}, in JSON`]: python(folders, "--format", "json"),
});

const made = (prepare: (folder: string) => void, ...args: readonly string[]): Attack => ({
  files: { "a.yml": MODEL },
  args: ["environment", "a.yml", ...(args.length > 0 ? args : ["--python", "v"])],
  prepare,
});

carryOut({
  ...both("a version of an order", "torch-1\n::error::x.dist-info", "numpy-2\r\n::add_mask::y.dist-info"),
  ...both("a version of an order to Azure", "torch-##vso[task.x]y.dist-info"),
  ...both("a version for a terminal", "torch-\u001b[2J\u202e.dist-info", "numpy-\u009b31m.egg-info"),
  ...both("a version of an order after what is not seen", "torch-1\n:\ufeff:error::x.dist-info"),
  "packages of prototypes": python([
    "__proto__-1.dist-info",
    "constructor-1.dist-info",
    "toString-.dist-info",
  ]),
  "a version of 230 digits": python([
    `torch-${"9".repeat(230)}.dist-info`,
    `numpy-${"1.".repeat(100)}.dist-info`,
  ]),
  "a version of nothing but points": python([`numpy-${".".repeat(200)}.dist-info`]),
  "one package in 500 versions": python(
    Array.from({ length: 500 }, (_, index) => `numpy-${index}.dist-info`),
  ),
  "2,000 packages": python(Array.from({ length: 2000 }, (_, index) => `p${index}-1.dist-info`)),
  "500 Pythons": made((folder) => {
    for (let index = 0; index < 500; index++)
      mkdirSync(join(folder, `v/lib/python3.${index}`), { recursive: true });
  }),
  "a Python of a number beyond counting": made((folder) =>
    mkdirSync(join(folder, `v/lib/python3.${"9".repeat(200)}/site-packages/torch-1.dist-info`), {
      recursive: true,
    }),
  ),
  "packages that are the folder above": made((folder) => {
    mkdirSync(join(folder, "v/lib/python3.10"), { recursive: true });
    symlinkSync("../../..", join(folder, PACKAGES));
  }),
  "packages that are links to themselves": made((folder) => {
    mkdirSync(join(folder, "v/lib/python3.10"), { recursive: true });
    symlinkSync("site-packages", join(folder, PACKAGES));
  }),
  "packages that are a file": made((folder) => void plant(folder, PACKAGES, "torch-1.dist-info")),
  "packages that nobody may read": {
    ...made((folder) => {
      mkdirSync(join(folder, PACKAGES, "torch-1.dist-info"), { recursive: true });
      chmodSync(join(folder, PACKAGES), 0);
    }),
    // So that somebody who is no root can remove it.
    afterwards: (folder) => chmodSync(join(folder, PACKAGES), 0o755),
  },
  "packages that are files": made((folder) => {
    plant(folder, `${PACKAGES}/torch-1.dist-info`, "");
    plant(folder, `${PACKAGES}/deepspeed-1.dist-info/METADATA`, "Version: \n::add-mask::x\n");
  }),
  "a Python that is the processes": made(() => {}, "--python", "/proc/self/root/proc/self"),
  "a Python that is a device": made(() => {}, "--python", "/dev/zero"),
  "a Python of nothing": made(() => {}, "--python", ""),
  "a Python of escapes": made(() => {}, "--python", "%2e%2e/%00?#x"),
  "a Python of a long name": made(() => {}, "--python", "x/".repeat(20_000)),
  "a Python of an order, in JSON": made(() => {}, "--python", "\n::add-mask::x", "--format", "json"),
  "versions of epochs": python([
    "torch-99999!1.dist-info",
    `numpy-1.0.post${"9".repeat(40)}.dev1+abc.dist-info`,
  ]),
  "versions of two points": python([
    ...[
      "flash_attn-2..0.dist-info",
      "triton-v1.0rc.dist-info",
      "apex--.dist-info",
      "-.dist-info",
      ".dist-info",
    ],
  ]),
  "one package in all cases": python(["TORCH-1.dist-info", "ToRcH-2.dist-info"]),
  "a configuration of a Python for a terminal": made((folder) => {
    mkdirSync(join(folder, PACKAGES, "torch-2.dist-info"), { recursive: true });
    plant(folder, "v/pyvenv.cfg", "home = /dev/zero\nhome = \u001b[31m\n::add-mask::x\n".repeat(10_000));
  }),
  "paths that a Python runs": made((folder) => {
    mkdirSync(join(folder, PACKAGES, "torch-2.dist-info"), { recursive: true });
    plant(folder, `${PACKAGES}/x.pth`, "import os; os.system('touch RAN')\n/dev/zero\n".repeat(10_000));
  }),
  "what a package says of itself, without an end": made((folder) => {
    mkdirSync(join(folder, PACKAGES, "deepspeed-0.1.dist-info"), { recursive: true });
    plant(folder, `${PACKAGES}/deepspeed-0.1.dist-info/direct_url.json`, "[".repeat(500_000));
    symlinkSync("/dev/zero", join(folder, PACKAGES, "deepspeed-0.1.dist-info/METADATA"));
  }),
  "Pythons that are links to each other": made((folder) => {
    mkdirSync(join(folder, "v/lib"), { recursive: true });
    symlinkSync("lib", join(folder, "v/lib64"));
    symlinkSync("python3.11", join(folder, "v/lib/python3.10"));
    symlinkSync("python3.10", join(folder, "v/lib/python3.11"));
  }),
});

const SITE = "v/lib/python3.10/site-packages";
const folder = (root: string, ...names: readonly string[]) =>
  void mkdirSync(join(root, ...names), { recursive: true });
const fifo = (root: string, name: string) => {
  folder(root, name, "..");
  execFileSync("mkfifo", [join(root, name)]);
};

/** A config of values that decide which packages are needed. */
const needing = (lines: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": MODEL + lines },
  args: ["environment", "a.yml", "--python", ".", ...args],
  prepare: (root) => folder(root, "torch-1.dist-info"),
});

carryOut({
  "versions of blanks and of marks": python([
    "torch-1-2.dist-info",
    "deepspeed- .dist-info",
    "numpy-\t.dist-info",
    "tokenizers-%0A::x.dist-info",
    "transformers-4.38.0\u202e.egg-info",
  ]),
  "versions beyond counting": python([
    "numpy-999999999999999999999.1.dist-info",
    "tokenizers-0.12.1.2.3.4.5.6.7.8.9.dist-info",
    "transformers-04.038.00.dist-info",
  ]),
  "a Python that is a flag": made(() => {}, "--python=-c"),
  "a Python at home": made(() => {}, "--python", "~/x"),
  "a Python of a URI": made(() => {}, "--python", "file:///etc"),
  "a Python whose name has an end of its own": made(
    (root) => void plant(root, "v/bin/python", ""),
    ...["--python", "v/bin/python/"],
  ),
  "a Python that is the system's": made(
    (root) => {
      folder(root, "v/bin");
      symlinkSync("/usr/bin/python3", join(root, "v/bin/python"));
    },
    ...["--python", "v/bin/python"],
  ),
  "a Python whose name is escaped already": made(
    (root) => folder(root, "v%2f..#?", "lib/python3.10/site-packages/torch-2.dist-info"),
    ...["--python", "v%2f..#?"],
  ),
  "a Python of another system's separators": made(
    (root) => folder(root, "v\\bin\\python", "lib/python3.10/site-packages/torch-2.dist-info"),
    ...["--python", "v\\bin\\python"],
  ),
  "libraries that are a pipe": made((root) => fifo(root, "v/lib")),
  "packages that are a pipe": made((root) => fifo(root, SITE)),
  "libraries that are a link to themselves": made((root) => {
    folder(root, "v");
    symlinkSync("lib", join(root, "v/lib"));
  }),
  "a library that leads nowhere before one that is there": made((root) => {
    folder(root, "v/lib/python3.11/site-packages/torch-2.dist-info");
    symlinkSync("/nowhere", join(root, "v/lib/python3.10"));
  }),
  "packages that are a file beside those of Windows": made((root) => {
    plant(root, SITE, "");
    folder(root, "v/Lib/site-packages/torch-2.dist-info");
  }),
  "libraries in an archive": made((root) => void plant(root, "v/lib/python3.10.zip", "x")),
  "Pythons of numbers that are none": made((root) => {
    for (const name of ["python3", "python3.", "python3.10tt", "python3.\n::x", "PYTHON3.10"])
      folder(root, "v/lib", name, "site-packages/torch-1.dist-info");
  }),
  "3,000 packages of dashes": made((root) => {
    for (let index = 0; index < 3000; index++)
      plant(root, `${SITE}/${"-".repeat(index % 200)}${index}.dist-info`, "");
  }),
  "values of other kinds": needing(
    "attention_config: 5\nmoe_num_experts: [1]\ntokenizer_type: {a: 1}\nuse_wandb: .nan\nuse_mup: [[]]\n",
  ),
  "values of orders": needing('s3_path: "\\e[31m"\neval_tasks: "\\n::x"\n', "--format", "json"),
  "a million kinds of layers": needing(`attention_config: [[[${"flash, ".repeat(100_000)}], 10]]\n`),
  "a config that is broken": needing("x: [\n"),
  "a NeoX before all": needing("", "--neox", "2020-01-01"),
  "the same config twice": {
    ...needing(""),
    args: ["environment", "a.yml", "a.yml", "--python", "."],
  },
});
