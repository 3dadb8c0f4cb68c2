/** Launches with a hostfile and what is to be said of them, the same in the editor and in the command. */

const MODEL = `\
num_layers: 2
hidden_size: 128
num_attention_heads: 16
seq_length: 64
max_position_embeddings: 64
train_iters: 1
lr_decay_iters: 1
zero_optimization: { stage: 0 }
optimizer: { type: Adam, params: { lr: 0.001 } }
data_path: data/enwik8
data_impl: mmap
tokenizer_type: CharLevelTokenizer
train_micro_batch_size_per_gpu: 4
`;

export interface HostfileCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly gpus: number | null;
  /** Rule, severity, line and columns, message. */
  readonly findings: readonly string[];
}

const PROJECT = "neox: main\nlaunches: [{ files: [model.yml] }]\n";
const TWO_HOSTS = "one slots=8\ntwo slots=4\n";

function launch(keys: string, hostfile: string | undefined, project = PROJECT) {
  return {
    ".neox-config.yml": project,
    "model.yml": `${MODEL}${keys}`,
    ...(hostfile !== undefined && { "run/hosts": hostfile }),
  };
}

export const hostfileCases: readonly HostfileCase[] = [
  {
    name: "a hostfile tells the GPUs, and so whether the batch sizes agree",
    files: launch("train_batch_size: 40\nhostfile: run/hosts\n", TWO_HOSTS),
    gpus: 12,
    findings: [
      "batch-sizes-agree error 13:18-20 train_batch_size 40 is not 4 per GPU × 1 accumulation steps × 12 data parallel replicas = 48.",
    ],
  },
  {
    name: "a hostfile is read where the launch runs",
    files: launch("hostfile: hosts\n", TWO_HOSTS, `${PROJECT}launchDirectory: run\n`),
    gpus: 12,
    findings: [],
  },
  {
    name: "what the launch takes of it counts",
    files: launch("hostfile: run/hosts\ninclude: one:0,1,2@two:3\n", TWO_HOSTS),
    gpus: 4,
    findings: [],
  },
  {
    name: "a bad line is told and not repeated, for it may be a line of any file",
    files: launch("hostfile: run/hosts\n", "one slots=8\npassword: swordfish\n"),
    gpus: null,
    findings: [
      "hostfile-refused warning 13:10-19 DeepSpeed refuses line 2 of run/hosts: Hostfile contains a bad entry, unable to proceed with launching. A line is `host slots=N`.",
    ],
  },
  {
    name: "a host that is there twice is named",
    files: launch("hostfile: run/hosts\n", "one slots=8\n\none slots=4\n"),
    gpus: null,
    findings: [
      "hostfile-refused warning 13:10-19 DeepSpeed refuses line 3 of run/hosts: Hostfile contains multiple entries for one, unable to proceed with launching. A line is `host slots=N`.",
    ],
  },
  {
    name: "a line that reads as a host, but of no name that a host has, is not repeated",
    files: launch("hostfile: run/hosts\n", "token=swordfish slots=1\ntoken=swordfish slots=1\n"),
    gpus: null,
    findings: [
      "hostfile-refused warning 13:10-19 DeepSpeed refuses line 2 of run/hosts: Hostfile contains multiple entries for a host, unable to proceed with launching. A line is `host slots=N`.",
    ],
  },
  {
    name: "a slot that the host does not have",
    files: launch("hostfile: run/hosts\ninclude: two:3,4\n", TWO_HOSTS),
    gpus: null,
    findings: [
      "include-slot-absent warning 14:9-16 include two:3,4 names a slot that is not in run/hosts (No slot '4' specified on host 'two'): DeepSpeed stops, or, from 2025-03-06 on, starts a process for a GPU that is not there.",
    ],
  },
  {
    name: "a host that the hostfile does not have",
    files: launch("hostfile: run/hosts\nexclude: three\n", TWO_HOSTS),
    gpus: null,
    findings: [
      "hostfile-refused warning 14:9-14 DeepSpeed refuses exclude three: Hostname 'three' not found in hostfile.",
    ],
  },
  {
    name: "a hostfile that is not there tells nothing but that",
    files: launch("train_batch_size: 40\nhostfile: run/hosts.txt\n", TWO_HOSTS),
    gpus: null,
    findings: [
      "hostfile-missing warning 14:10-23 run/hosts.txt is not there, though its folder is: NeoX would run on the launching machine alone.",
    ],
  },
];
