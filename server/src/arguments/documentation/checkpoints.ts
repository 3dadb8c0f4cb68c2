/** Saving and loading checkpoints. */
export const checkpoints: Readonly<Record<string, string>> = {
  save: "Folder checkpoints are written to, shared by all nodes. Unset saves nothing. With it, `checkpoint_factor` or `extra_save_iters` is required.",
  load: "Folder to load a checkpoint from; its `latest` file or `iteration` names the step. When nothing is found, training starts from scratch with only a line in the log. `generate.py` and `eval.py` require it.",
  iteration: "The step to load from `load`; the latest when unset. NeoX overwrites it with the step reached.",
  checkpoint_factor:
    "When to save: every so many steps with `checkpoint_scale: linear` (a whole number), or each time the step count has grown by this factor with `log` (above 1). The last step is always saved.",
  checkpoint_scale:
    "`linear` saves at equal intervals, `log` at geometrically growing ones, as Pythia does early in training. Write it in lower case: another spelling saves nothing.",
  extra_save_iters: "A list of further steps, whole numbers, at which to save, for example `[1, 2, 4, 8]`.",
  keep_last_n_checkpoints:
    "How many checkpoints to keep; older ones are deleted. Unset keeps all. 0 deletes every checkpoint, also the one just written.",
  no_save_optim:
    "Meant to leave the optimizer's state out of checkpoints, but nothing reads it: the state is saved.",
  no_save_rng:
    "Leaves random-generator states out of checkpoints. Resuming from such a checkpoint then needs `no_load_rng: true`.",
  no_load_optim:
    "Does not load the optimizer's state. Do not use it in training: on main the optimizer then only updates one tensor. `finetune: true` is what you want.",
  no_load_rng: "Does not load random-generator states. Needed for checkpoints saved with `no_save_rng`.",
  finetune:
    "Loads only the weights from `load` and starts at step 0 with a fresh optimizer and schedule. For finetuning, or going on with other data.",
  checkpoint_validation_with_forward_pass:
    "Stores what a forward pass gives with each checkpoint, and compares it after loading. Only for checking; with pipeline parallelism and gradient accumulation it fails at the first save.",
  s3_path:
    "An address such as `s3://bucket/path` to which each checkpoint is uploaded. Needs the boto3 and hf-transfer packages.",
  s3_chunk_size: "Bytes per uploaded part, 100 MiB by default. Larger parts are quicker on a fast network.",
  checkpoint:
    "DeepSpeed's checkpoint options, passed on as they are. Saving itself is steered by `save` and `checkpoint_factor`.",
  config_files:
    "The texts of the loaded config files, kept in the checkpoint. NeoX fills it; a value in a file is overwritten.",
};
