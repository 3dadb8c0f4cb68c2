import { defineKnown } from "./known";

/** What Slurm says of a job that it ends. */
export default defineKnown([
  {
    id: "time-limit",
    cause: "scheduler",
    says: ["DUE TO TIME LIMIT"],
    keys: ["train_iters", "checkpoint_factor", "exit_interval"],
    advice:
      "Nothing is wrong with the config: the job's time was over. Resume from the last checkpoint, and save more often.",
    alone: true,
  },
  {
    id: "node-failure",
    cause: "scheduler",
    says: ["DUE TO NODE FAILURE", "Node failure on"],
    advice: "A node failed: resume without it.",
    alone: true,
  },
  {
    id: "preemption",
    cause: "scheduler",
    says: ["DUE TO PREEMPTION", "DUE TO JOB REQUEUE", "reempted"],
    keys: ["checkpoint_factor", "train_iters"],
    advice: "Nothing is wrong with the config: another job took the nodes. Requeue, and save more often.",
    alone: true,
  },
  {
    id: "cancelled",
    cause: "scheduler",
    says: [["***", " CANCELLED AT "]],
    advice: "The job was cancelled: resume from the last checkpoint.",
    alone: true,
  },
  {
    id: "no-allocation",
    cause: "scheduler",
    says: [
      "srun: error: Unable to create step",
      "srun: error: Unable to allocate",
      "srun: error: Unable to confirm",
      "sbatch: error: ",
      "Job violates accounting",
    ],
    advice: "Slurm did not start the step: look at what the job asks for.",
    alone: true,
  },
]);
