import { defineKnown } from "./known";

const LOADING = [":load_checkpoint", ":_load_checkpoint", ":_load_zero_checkpoint"];

/** A checkpoint that this launch cannot load. Weights that do not fit are told by their names (`stateDict.ts`). */
export default defineKnown([
  {
    id: "replicas-changed",
    cause: "checkpoint",
    says: ["used a DP world size of"],
    keys: ["load", "zero_optimization"],
    advice:
      "The optimizer's state is sharded over another number of replicas: resume with as many, or with finetune or no_load_optim, or through a universal checkpoint.",
  },
  {
    id: "optimizer-file-precision",
    cause: "checkpoint",
    says: [["No such file", "/bf16_zero_pp_rank_", "_optim_states"]],
    in: LOADING,
    keys: ["precision", "load", "zero_optimization"],
    advice:
      "The checkpoint holds the optimizer's state of another precision: bf16_zero_pp_rank_ files are of bfloat16. Resume in the one it was saved in.",
  },
  {
    id: "optimizer-file",
    cause: "checkpoint",
    says: [["No such file", "/zero_pp_rank_", "_optim_states"]],
    in: LOADING,
    keys: ["precision", "zero_optimization", "load"],
    advice:
      "The checkpoint was saved in another precision or without ZeRO: its optimizer's state has other names. Resume as it was saved, or with finetune.",
  },
  {
    id: "expert-file",
    cause: "checkpoint",
    says: [["No such file", "expert_"]],
    in: LOADING,
    keys: ["moe_num_experts", "load"],
    advice: "The checkpoint has other experts.",
  },
  {
    id: "layer-file",
    cause: "checkpoint",
    says: [["No such file", "/layer_", "-model_00-"]],
    in: LOADING,
    keys: ["num_layers", "load", "pipe_parallel_size"],
    advice:
      "The checkpoint has no file of this layer: it is of a model with fewer layers, or not all was copied.",
  },
  {
    id: "model-parallel-file",
    cause: "checkpoint",
    says: [["No such file", "_model_states"], ["No such file", "-model_"], "is not found in the checkpoint"],
    in: LOADING,
    keys: ["model_parallel_size", "load", "pipe_parallel_size"],
    advice: "The checkpoint is of another model_parallel_size or pipe_parallel_size.",
  },
  {
    id: "checkpoint-files",
    cause: "checkpoint",
    begins: ["AssertionError"],
    in: ["state_dict_factory.py:check_ckpt_list", "state_dict_factory.py:__init__"],
    keys: ["load", "iteration", "zero_optimization"],
    advice: "There is no such checkpoint: look which global_step folders load has, and at iteration.",
  },
  {
    id: "checkpoint-pipeline",
    cause: "checkpoint",
    says: ["KeyError: 'module'", "Expected state_dict to be dict-like, got <class 'NoneType'>"],
    in: LOADING,
    keys: ["pipe_parallel_size", "load"],
    advice:
      "The checkpoint was saved with pipe_parallel_size 0 and is loaded with 1 or more, or the other way round.",
  },
  {
    id: "checkpoint-precision",
    cause: "checkpoint",
    says: [
      "refresh_fp32_params",
      "'dynamic_loss_scale'",
      "'param_groups'",
      "'NoneType' object is not subscriptable",
      "'NoneType' object has no attribute 'copy'",
      "KeyError: 'base_optimizer_state'",
      "KeyError: 'optimizer_state_dict'",
      "KeyError: 'fp32_groups_flat'",
      "KeyError: 'cur_scale'",
      "KeyError: 'loss_scaler'",
    ],
    in: LOADING,
    keys: ["precision", "zero_optimization", "load"],
    advice:
      "The optimizer's state was saved in another precision or ZeRO stage, or is not loaded into one that needs it: resume as it was saved.",
  },
  {
    id: "checkpoint-schedule-warmup",
    cause: "checkpoint",
    says: [["AnnealingLR: ", "warmup"]],
    keys: ["warmup", "lr_decay_iters", "train_iters", "override_lr_scheduler", "use_checkpoint_lr_scheduler"],
    advice:
      "The schedule is another than the checkpoint's: keep it, or set override_lr_scheduler or use_checkpoint_lr_scheduler.",
  },
  {
    id: "checkpoint-schedule-length",
    cause: "checkpoint",
    says: [["AnnealingLR: ", "total number of iterations"]],
    keys: ["lr_decay_iters", "train_iters", "override_lr_scheduler", "use_checkpoint_lr_scheduler"],
    advice:
      "The schedule is another than the checkpoint's: keep it, or set override_lr_scheduler or use_checkpoint_lr_scheduler.",
  },
  {
    id: "checkpoint-schedule-style",
    cause: "checkpoint",
    says: [["AnnealingLR: ", "decay style"]],
    keys: ["lr_decay_style", "override_lr_scheduler", "use_checkpoint_lr_scheduler"],
    advice:
      "The schedule is another than the checkpoint's: keep it, or set override_lr_scheduler or use_checkpoint_lr_scheduler.",
  },
  {
    id: "checkpoint-schedule-minimum",
    cause: "checkpoint",
    says: [["AnnealingLR: ", "minimum learning rate"]],
    keys: ["min_lr", "override_lr_scheduler", "use_checkpoint_lr_scheduler"],
    advice:
      "The schedule is another than the checkpoint's: keep it, or set override_lr_scheduler or use_checkpoint_lr_scheduler.",
  },
  {
    id: "checkpoint-schedule-rate",
    cause: "checkpoint",
    says: ["AnnealingLR: "],
    keys: ["optimizer", "lr", "override_lr_scheduler", "use_checkpoint_lr_scheduler"],
    advice:
      "The schedule is another than the checkpoint's: keep it, or set override_lr_scheduler or use_checkpoint_lr_scheduler.",
  },
  {
    id: "checkpoint-groups",
    cause: "checkpoint",
    says: ["loaded state dict has a different number of", "loaded state dict contains a parameter group"],
    keys: ["optimizer", "load"],
    advice:
      "The optimizer groups other parameters than the checkpoint's: resume with finetune or no_load_optim.",
  },
  {
    id: "checkpoint-broken",
    cause: "checkpoint",
    says: [
      "PytorchStreamReader failed",
      "failed finding central directory",
      "unexpected EOF",
      "Ran out of input",
      "invalid load key",
      "UnpicklingError",
      "BadZipFile",
      "file in archive is not in a subdirectory",
    ],
    keys: ["load", "iteration"],
    advice:
      "A file of the checkpoint is cut short or broken, as when a run dies while it saves: load an earlier iteration.",
  },
  {
    id: "checkpoint-random-states",
    cause: "checkpoint",
    says: [["Unable to load optimizer from checkpoint", "exiting"]],
    keys: ["load", "finetune"],
    advice: "The checkpoint lacks the states of the random generators: load it with finetune or no_load_rng.",
    alone: true,
  },
  {
    id: "checkpoint-weights-only",
    cause: "environment",
    says: ["Weights only load failed", "weights_only"],
    keys: ["load"],
    advice: "A newer torch refuses to unpickle this checkpoint: use the torch it was saved with.",
  },
]);
