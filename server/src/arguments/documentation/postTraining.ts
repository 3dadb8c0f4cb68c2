/** Training on preferences and rewards. */
export const postTraining: Readonly<Record<string, string>> = {
  train_impl:
    "The loss: `normal` language modelling, `dpo` and `kto` from preferences, `rm` for a reward model, `reinforce` from online rewards. " +
    "`dpo` and `rm` need `dataset_impl: pairwise`, `reinforce` needs `online`; all but `normal` need `pipe_parallel_size: 0`. Write it in lower case.",
  dpo_beta:
    "DPO: how strongly the model is kept near its reference; 0.1 is usual, smaller lets it move further.",
  dpo_fp32: "DPO: computes the loss in 32 bit. Leave it on.",
  dpo_reference_free: "DPO without a reference model: saves a forward pass and its memory, less stable.",
  kto_beta: "KTO: how strongly the model is kept near its reference; 0.1 is usual.",
  kto_fp32: "KTO: computes the loss in 32 bit. Leave it on. The micro batch must be even.",
  kto_desirable_weight: "KTO: weight of the wanted answers' loss. Raise it when they are the fewer.",
  kto_undesirable_weight: "KTO: weight of the unwanted answers' loss. Raise it when they are the fewer.",
  fp32_reinforce: "REINFORCE: computes the loss in 32 bit. Leave it on.",
  kl_impl:
    "REINFORCE: how the distance to the reference is measured: `mse`, `abs`, `kl` on the chosen tokens, or `full` over the vocabulary (most memory). Write it in lower case.",
  kl_div_beta: "REINFORCE: weight of that distance in the loss; 0 turns the reference model off.",
  reinforce_leave_one_out:
    "REINFORCE: takes the mean reward of a prompt's other answers as baseline. Only with `dataset_impl: online`.",
  z_loss: "Weight of a term that keeps a reward model's outputs small. Only with `train_impl: rm`.",
  precompute_model_name:
    "Name under which a reference model's log-probabilities were stored next to the data by `text_gen_type: precompute`. With it, DPO and KTO need no reference model in memory.",
  serve_model_weights:
    "Serves the weights over a socket to an inference engine, for online training. Every rank waits for a client before it starts.",
  weight_server_port:
    "Meant as the port of the weight server. It is not passed on: the port is always 6000 plus the rank, and a list never passes the type check.",
};
