/** What `--help` and the man page say beyond commands and options. */

/** A section: paragraphs, terms with their meaning, or commands to type. */
export interface HelpSection {
  readonly title: string;
  readonly paragraphs?: readonly string[];
  readonly terms?: readonly (readonly [term: string, meaning: string])[];
  readonly examples?: readonly string[];
}

export const PROGRAM_HELP: readonly HelpSection[] = [
  {
    title: "Examples",
    examples: [
      "neox-config check configs/20B.yml configs/local_setup.yml --gpus 96 --neox main",
      "neox-config explain kv-heads-reshape",
      "neox-config effective configs/20B.yml --origin derived",
      "neox-config compare configs/125M.yml configs/160M.yml",
    ],
  },
  {
    title: "Exit status",
    terms: [
      ["0", "nothing at error level"],
      [
        "1",
        "errors were found: NeoX would not get this launch to its end, or with --fail-on start not going; or more warnings than --max-warnings",
      ],
      ["2", "the command could not do its work, as it says on standard error"],
    ],
  },
  {
    title: "Files",
    terms: [
      [
        ".neox-config.yml",
        "here or in a folder above: launches, severities, extra arguments, and the defaults of --gpus, --neox and --launch-directory",
      ],
      [
        ".neox-configignore",
        "like .gitignore: files that check --each leaves alone, in its folder and below; so does .gitignore for files that were not named",
      ],
    ],
  },
  {
    title: "Environment",
    terms: [
      ["NO_COLOR", "any value turns colours off"],
      ["NEOX_CONFIG_DEBUG", "any value adds the stack trace to a fault of neox-config itself"],
    ],
  },
];

export const CHECK_HELP: readonly HelpSection[] = [
  {
    title: "Launches",
    paragraphs: [
      "The files of one launch are merged as deepy.py merges them. What they leave out counts as left out: the defaults of NeoX hold. Without files, the launches that .neox-config.yml names are checked.",
      'With --each, every file is checked by itself, and one that sets no model is taken as an overlay, in which absent keys are no mistake. Files whose keys are not NeoX\'s are skipped; "# neox-config: on" in a file says that it is one.',
      'With --launches, each line is answered by a line of JSON, in order, as it comes. "files" are paths, or objects with "name" and "text". A line that cannot be checked is answered with an "error", and the others go on.',
    ],
  },
  {
    title: "Versions",
    paragraphs: [
      "Without --neox, what only some versions of NeoX do is a warning that names them. A commit is one of gpt-neox's main branch; a date means the end of that day (UTC); a folder is a checkout or a fork, whose own arguments are read from its source.",
    ],
  },
  {
    title: "Suppression",
    paragraphs: [
      '"# neox-config: ignore RULE [RULE...] -- REASON" in a file, on the line or on the one above; the reason is for people.',
    ],
  },
  {
    title: "Formats",
    terms: [
      ["pretty", "code frames for people"],
      ["json", 'one line a launch: {"launches", "target", "gpus", "diagnostics"}'],
      ["sarif", "SARIF 2.1.0, for code scanning"],
      ["github", "annotations of GitHub Actions"],
      ["gitlab", "GitLab's code quality report"],
    ],
  },
  {
    title: "Examples",
    examples: [
      "neox-config check -d configs 125M local_setup --gpus 8",
      "neox-config check --each 'configs/**/*.yml' --neox 2024-10-31 --format sarif",
      "neox-config check model.yml setup.yml --fix --dry-run | patch -p1",
      "python3 sweep.py | neox-config check --launches - --gpus 64 > answers.jsonl",
    ],
  },
];

export const EFFECTIVE_HELP: readonly HelpSection[] = [
  {
    title: "Origins",
    terms: [
      ["file", "as a file of the launch says"],
      ["derived", "computed by NeoX, also where a file says otherwise"],
      ["default", "NeoX's own value"],
    ],
    paragraphs: [
      "Values that need what the launch does not tell, such as the number of GPUs, are printed as comments.",
    ],
  },
];

export const REPORT_HELP: readonly HelpSection[] = [
  {
    title: "Numbers",
    paragraphs: [
      "Parameters are exact: they are counted as NeoX builds the model. Weights, fp32 copy, moments, gradients and buffers are those that DeepSpeed holds, and activations what each module keeps, both compared with real runs; what allocator, NCCL and kernels add is a range. What was not compared is marked so. Without --gpus, one copy of the model is assumed.",
    ],
  },
  {
    title: "Examples",
    examples: [
      "neox-config report configs/20B.yml --gpus 96 --gpu A100-40GB",
      "neox-config report configs/llama2/7B.yml --vocab 32000 --format json",
    ],
  },
];

export const CONVERTS_HELP: readonly HelpSection[] = [
  {
    title: "Converters",
    terms: [
      ["convert_neox_to_hf", "a checkpoint of NeoX as GPT-NeoX, LLaMA or Mistral of transformers"],
      ["convert_hf_llama_to_neox", "LLaMA and models built like it, from transformers"],
      ["convert_raw_llama_weights_to_neox", "the weights that Meta and Mistral handed out"],
      ["convert_hf_to_sequential", "Pythia, from transformers"],
    ],
    paragraphs: [
      "Each was run on small models at main, and the logits of both sides were compared: docs/converters.md. Flags of the converter are taken as they are typed to it; paths in them need not be here.",
    ],
  },
  {
    title: "Formats",
    terms: [
      ["text", "for people"],
      [
        "json",
        'one object: {"converts", "equal", "type", "message", "at", "keys", "command", "transformers", "reasons"}',
      ],
    ],
  },
  {
    title: "Exit status",
    terms: [
      ["0", "the converted model computes the same"],
      ["1", "the converter stops, or the model computes something else"],
      ["2", "the command could not do its work"],
    ],
  },
  {
    title: "Examples",
    examples: [
      "neox-config converts configs/pythia/410M.yml --tool convert_neox_to_hf",
      "neox-config converts 7B.yml --given hf.yml --tool convert_neox_to_hf --architecture llama",
    ],
  },
];

export const SCHEDULE_HELP: readonly HelpSection[] = [
  {
    title: "Rates",
    paragraphs: [
      "Iteration n is updated with what the scheduler made of n - 1; the log line of n prints the rate of n + 1. Updates that fp16 skips for an overflow do not step the scheduler, and are not foreseen.",
      "With --resume-at the rates of a run that continues: what NeoX compares with the checkpoint and where it stops, override_lr_scheduler, use_checkpoint_lr_scheduler, finetune and no_load_optim as they work.",
    ],
  },
  {
    title: "Examples",
    examples: [
      "neox-config schedule configs/20B.yml --neox main",
      "neox-config schedule now.yml --resume-at 1000 --before earlier.yml --format json",
    ],
  },
];

export const FROM_HF_HELP: readonly HelpSection[] = [
  {
    title: "Models",
    paragraphs: [
      "GPT-NeoX and Pythia, LLaMA, Mistral, OLMo, GPT-2, OPT, Mamba and some thirty types of models in all, by the defaults of transformers where the file is silent. Nothing is downloaded, and no code of the model runs.",
      "Numbers keep NeoX's own meaning: intermediate_size of a gated MLP is three times that of the file, and make_vocab_size_divisible_by gives exactly the rows of the model's vocabulary.",
    ],
  },
  {
    title: "Formats",
    terms: [
      ["yaml", "the config; what NeoX cannot express is in its comments and on standard error"],
      ["json", '{"config", "parameters", "exact", "inexpressible": [{"key", "value", "reason"}]}'],
    ],
  },
  {
    title: "Examples",
    examples: [
      "neox-config from-hf models/pythia-410m > configs/pythia-410m.yml",
      "neox-config from-hf EleutherAI/pythia-410m > configs/pythia-410m.yml",
      "neox-config from-hf config.json --neox 2024-10-31 --format json",
    ],
  },
];

export const TO_HF_HELP: readonly HelpSection[] = [
  {
    title: "Formats",
    terms: [
      ["text", "the config.json that is right; what the converter writes otherwise is on standard error"],
      [
        "json",
        '{"architecture", "converter", "right", "differences": [{"key", "converter", "right"}]}: what the converter writes, and what is right, null where no model of transformers is built so, with a "reason"',
      ],
    ],
  },
  {
    title: "Examples",
    examples: [
      "neox-config to-hf configs/llama/7B.yml --vocab 32000",
      "neox-config to-hf model.yml --architecture llama --format json",
    ],
  },
];

export const VERIFY_HELP: readonly HelpSection[] = [
  {
    title: "What runs",
    paragraphs: [
      "The code of the checkout that --neox names, in the Python that --python names, with your rights: ask only a gpt-neox that you would train with. It needs PyTorch (without it the arguments alone are asked) and PyYAML, and no GPU. Packages that are missing, and those that need a GPU, are stood in for, and named.",
      "Nothing is sent anywhere. Where NeoX and neox-config disagree, a text is printed that you can send.",
    ],
  },
  {
    title: "Formats",
    terms: [
      ["text", "for people"],
      [
        "json",
        'one object: {"agreement": "agrees" | "missed" | "falseError" | "unknown", "verdict", "ours", "keys", "rules", "standIns", ...}',
      ],
    ],
  },
  {
    title: "Exit status",
    terms: [
      ["0", "NeoX takes the launch, as far as it was followed"],
      ["1", "NeoX stops"],
      ["2", "NeoX could not be asked"],
    ],
  },
  {
    title: "Examples",
    examples: [
      "neox-config verify 20B.yml local_setup.yml --neox ~/gpt-neox --python ~/venv/bin/python --gpus 96",
    ],
  },
];

export const WHY_HELP: readonly HelpSection[] = [
  {
    title: "Logs",
    paragraphs: [
      "The output of a run as the launcher left it: of one rank or of many, with the prefixes of pdsh, srun, torchrun and mpirun, with colours and progress bars, cut off at its head or tail, of any size. Names that end in .yml, .yaml or .json are configs; every other one is a log of the same run.",
      "NeoX prints the table of its arguments at start: with it the log tells the config by itself. Files that are given are compared with it. Nothing is sent anywhere, and keys and tokens that a log holds are not repeated.",
    ],
  },
  {
    title: "Formats",
    terms: [
      ["text", "for people"],
      [
        "json",
        'one object: {"ended", "cause", "failure": {"phase", "type", "message", "at", "rank", "line"}, "keys", "rules", "advice", "differences", ...}',
      ],
    ],
  },
  {
    title: "Exit status",
    terms: [
      ["0", "the log tells of no failure, also that of a run that goes on"],
      ["1", "the run failed"],
      ["2", "the log could not be read"],
    ],
  },
  {
    title: "Examples",
    examples: [
      "neox-config why slurm-48213.out",
      "kubectl logs trainer-0 | neox-config why - configs/20B.yml",
    ],
  },
];
