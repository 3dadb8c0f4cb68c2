import type { Frame } from "./frames";

/** Where in the life of a run it failed. */
export type RunPhase =
  | "launcher"
  | "args"
  | "data"
  | "model"
  | "forward"
  | "optimizer"
  | "engine"
  | "train"
  | "eval"
  | "save"
  | "resume"
  | "generate";

/** Parts of `path:function` that are running in a phase only; what stands first is inside of what follows. */
const PHASES: readonly (readonly [phase: RunPhase, parts: readonly string[]])[] = [
  ["resume", [":load_checkpoint", ":_load_checkpoint", ":check_checkpoint_args"]],
  ["save", [":save_checkpoint", ":save_ds_checkpoint", ":_save_checkpoint"]],
  ["eval", [":evaluate"]],
  ["generate", ["text_generation_utils.py:", "generate.py:"]],
  [
    "optimizer",
    [
      ":get_optimizer",
      ":get_learning_rate_scheduler",
      ":_configure_optimizer",
      ":_configure_fp16_optimizer",
      ":_configure_bf16_optimizer",
      ":_configure_zero_optimizer",
    ],
  ],
  ["data", [":build_train_valid_test_data", "megatron/data/", ":get_batch", "tokeniz"]],
  ["forward", [":forward_step", ":train_batch", ":train_step_pipe"]],
  ["model", [":get_model"]],
  ["engine", [":setup_model_and_optimizer"]],
  ["train", ["training.py:train", ":train_step"]],
  ["launcher", [":initialize_megatron", ":_initialize_distributed", ":init_distributed"]],
  ["args", ["neox_arguments/"]],
  ["launcher", ["deepy.py:", "launcher/", ":configure_distributed_args"]],
];

/** The phase in which a function was running; undefined where no function tells. */
export function phaseOf(frames: readonly Frame[]): RunPhase | undefined {
  const places = frames.map(placeText);
  return PHASES.find(([, parts]) => places.some((place) => parts.some((part) => place.includes(part))))?.[0];
}

const PACKAGES = ["megatron", "deepspeed", "torch", "transformers", "flash_attn", "tools", "eval_tasks"];
const SCRIPTS = ["train.py", "deepy.py", "generate.py", "eval.py"];

/** `megatron/model/transformer.py:forward`: from the package on, whatever folder it lies in. */
export function placeText({ path, name }: Frame): string {
  const folders = path.split("/");
  const from = folders.findIndex((folder) => PACKAGES.includes(folder));
  const last = folders.at(-1) ?? path;
  if (from >= 0) return `${folders.slice(from).join("/")}:${name}`;
  return `${SCRIPTS.includes(last) ? last : path}:${name}`;
}

const OF_NEOX = ["megatron/", "tools/", "eval_tasks/", "train.py:", "generate.py:", "eval.py:"];
const OF_DEEPSPEED = ["deepspeed/", "deepy.py:"];

/** The innermost function of gpt-neox on the stack, else of DeepSpeed. */
export function neoxPlace(frames: readonly Frame[]): string | undefined {
  const places = frames.map(placeText);
  const innermost = (beginnings: readonly string[]) =>
    places.findLast((place) => beginnings.some((beginning) => place.startsWith(beginning)));
  return innermost(OF_NEOX) ?? innermost(OF_DEEPSPEED);
}
