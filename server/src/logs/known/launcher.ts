import { defineKnown } from "./known";

/** deepy.py and DeepSpeed's runner, before any rank runs; and services that a run logs to. */
export default defineKnown([
  {
    id: "launcher-absent",
    cause: "environment",
    says: [
      ["launcher '", "' not installed"],
      "pdsh: command not found",
      "mpirun: command not found",
      "srun: command not found",
    ],
    keys: ["launcher"],
    advice: "Install this launcher on the node that starts the run, or choose another one.",
    alone: true,
  },
  {
    id: "host-unreachable",
    cause: "environment",
    says: [
      "was not reachable via ssh",
      "ssh: connect to host",
      "ssh exited with exit code 255",
      "Could not resolve hostname",
      "Host key verification failed",
      "Permission denied (publickey",
      "Permission denied (gssapi",
    ],
    keys: ["hostfile", "launcher"],
    advice:
      "Set up ssh without a password from the first node to all others, or take the host out of hostfile.",
    alone: true,
  },
  {
    id: "hostfile-text",
    cause: "environment",
    says: ["Hostfile contains", "ostfile is not formatted", "ostfile is empty"],
    keys: ["hostfile"],
    advice: "A line of hostfile is a host and its GPUs: node-a slots=8.",
  },
  {
    id: "mpi-slots",
    cause: "environment",
    says: ["There are not enough slots available in the system"],
    keys: ["hostfile", "num_gpus"],
    advice:
      "mpirun may start fewer processes than the launch asks for: give its hosts as many slots as GPUs.",
    alone: true,
  },
  {
    id: "host-filter",
    cause: "config",
    says: [
      "not found in hostfile",
      ["No slot '", "specified on host"],
      "include_str and exclude_str are mutually exclusive",
    ],
    keys: ["include", "exclude", "hostfile"],
    advice: "include and exclude name hosts and slots that hostfile has.",
  },
  {
    id: "wandb-login",
    cause: "environment",
    says: ["api_key not configured"],
    begins: ["UsageError", "CommError", "AuthenticationError"],
    keys: ["use_wandb", "wandb_project"],
    advice: "Log in to wandb on the node (wandb login, or WANDB_API_KEY), or set use_wandb: false.",
  },
  {
    id: "comet-login",
    cause: "environment",
    says: ["comet_ml.", "COMET ERROR"],
    keys: ["use_comet", "comet_project"],
    advice: "Give Comet its key on the node, or set use_comet: false.",
  },
]);
