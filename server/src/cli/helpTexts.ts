/** What `--help` says beyond options, as the sections of a man page. */

export const PROGRAM_HELP = `
Examples:
  neox-config check configs/20B.yml configs/local_setup.yml --gpus 96 --neox main
  neox-config explain kv-heads-reshape
  neox-config effective configs/20B.yml --origin derived
  neox-config compare configs/125M.yml configs/160M.yml

Each subcommand has its own help: neox-config check --help

Exit status:
  0  nothing at error level
  1  errors were found: NeoX would not get this launch going
  2  the command could not do its work, as it says on standard error

Environment:
  NO_COLOR  any value turns colours off
`;

export const CHECK_HELP = `
Launches:
  The files of one launch are merged as deepy.py merges them. What they leave out
  counts as left out: the defaults of NeoX hold.
  Without files, the launches that .neox-config.yml names are checked. That file, here or in a
  folder above, also gives the defaults of --gpus and --neox, severities and extra arguments.
  With --each, every file is checked by itself, and one that sets no model is taken
  as an overlay, in which absent keys are no mistake. Files whose keys are not NeoX's
  are skipped; "# neox-config: on" in a file says that it is one.
  With --launches, each line is answered by a line of JSON, in order, as it comes.
  "files" are paths, or objects with "name" and "text". A line that cannot be checked
  is answered with an "error", and the others go on.

Versions:
  Without --neox, what only some versions of NeoX do is a warning that names them.
  A commit is one of gpt-neox's main branch; a date means the end of that day (UTC);
  a folder is a checkout or a fork, whose own arguments are read from its source.

Suppression:
  # neox-config: ignore RULE [RULE...]    on the line, or on the one above

Formats:
  pretty  code frames for people
  json    one line a launch: {"launches", "target", "gpus", "diagnostics"}
  sarif   SARIF 2.1.0, for code scanning
  github  annotations of GitHub Actions
  gitlab  GitLab's code quality report

Examples:
  neox-config check -d configs 125M local_setup --gpus 8
  neox-config check --each 'configs/**/*.yml' --neox 2024-10-31 --format sarif
  neox-config check model.yml setup.yml --fix --dry-run | patch -p1
  python3 sweep.py | neox-config check --launches - --gpus 64 > answers.jsonl

Exit status:
  0  nothing at error level
  1  errors were found, or more warnings than --max-warnings
  2  the command could not do its work, as it says on standard error
`;

export const EFFECTIVE_HELP = `
Origins:
  file     as a file of the launch says
  derived  computed by NeoX, also where a file says otherwise
  default  NeoX's own value

Values that need what the launch does not tell, such as the number of GPUs, are printed as comments.
`;

export const REPORT_HELP = `
Parameters are exact: they are counted as NeoX builds the model. Weights, gradients and optimizer
states are exact but for padding; the other terms of memory are estimates, and marked so.
Without --gpus, one copy of the model is assumed.

Examples:
  neox-config report configs/20B.yml --gpus 96 --gpu A100-40GB
  neox-config report configs/llama2/7B.yml --vocab 32000 --format json
`;
